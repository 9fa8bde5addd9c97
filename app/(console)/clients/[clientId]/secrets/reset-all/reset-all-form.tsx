"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { resetAllSecretsAction } from "../actions.ts";
import { Issued, type Place } from "../issued.tsx";

type Props = { clientId: string; clientName: string; live: number; idempotencyKey: string; place: Place };

export function ResetAllForm({ clientId, clientName, live, idempotencyKey, place }: Props) {
  const [state, action] = useActionState(resetAllSecretsAction, null);
  if (state?.result) return <Issued issued={state.result} place={place} previous="Every other secret has stopped." />;
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      <h2 className="text-lg font-semibold">Reset every secret of {clientName}</h2>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <FormErrors state={state} />
      <Notice tone="error" title={`${live} ${live === 1 ? "secret stops" : "secrets stop"} at the very next request`}>
        Do this when you do not know which one leaked. Everything that uses this client must be given the one new secret, or it loses access.
      </Notice>
      <div className="flex gap-2">
        <SubmitButton variant="danger">Retire them all and show the new one</SubmitButton>
        <ButtonLink href={`/clients/${clientId}/secrets`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
