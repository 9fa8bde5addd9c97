"use client";

import { type ReactNode, useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { SubmitButton } from "#components/ui/submit-button";
import { TypedConfirmation } from "#components/ui/typed-confirmation";
import { retireSecretAction } from "../../actions.ts";

/** @param expected what has to be typed when the client stops with this secret. */
export function RetireForm({ clientId, secretId, expected, children }: { clientId: string; secretId: string; expected: string | null; children: ReactNode }) {
  const [state, action] = useActionState(retireSecretAction, null);
  const back = `/clients/${clientId}/secrets`;
  if (expected !== null) {
    return (
      <>
        <FormErrors state={state} />
        <TypedConfirmation
          action={action}
          expected={expected}
          name="typedName"
          fields={{ clientId, secretId }}
          submitLabel="Retire the secret"
          cancelHref={back}
          errors={typed(state)("typedName").errors}
        >
          {children}
        </TypedConfirmation>
      </>
    );
  }
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="secretId" value={secretId} />
      <FormErrors state={state} />
      {children}
      <div className="flex justify-end gap-2">
        <ButtonLink href={back}>Cancel</ButtonLink>
        <SubmitButton variant="danger">Retire the secret</SubmitButton>
      </div>
    </form>
  );
}
