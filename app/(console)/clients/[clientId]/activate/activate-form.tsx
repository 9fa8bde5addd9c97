"use client";

import { type ReactNode, useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { SubmitButton } from "#components/ui/submit-button";
import { Issued, type Place } from "../secrets/issued.tsx";
import { activateClientAction } from "./actions.ts";

type Props = { clientId: string; idempotencyKey: string; place: Place; isPublic: boolean; children: ReactNode };

export function ActivateForm({ clientId, idempotencyKey, place, isPublic, children }: Props) {
  const [state, action] = useActionState(activateClientAction, null);
  if (state?.result?.secret) return <Issued issued={state.result.secret} place={place} />;
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <FormErrors state={state} />
      {children}
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="firstSecret" value="show">
          {isPublic ? "Activate" : "Activate and show the secret once"}
        </SubmitButton>
        {!isPublic && (
          <SubmitButton variant="secondary" name="firstSecret" value="hand_over">
            Activate and hand the secret over
          </SubmitButton>
        )}
        <ButtonLink href={`/clients/${clientId}`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
