"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { SecretOnce } from "#components/secret-once";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { takeSecretAction } from "./actions.ts";

type Props = {
  token: string;
  idempotencyKey: string;
  isOpen: boolean;
  asksPassphrase: boolean;
  place: { clientName: string; environment: "sandbox" | "production"; tenantName: string; tokenEndpoint: string };
};

export function TakeSecretForm({ token, idempotencyKey, isOpen, asksPassphrase, place }: Props) {
  const [state, action] = useActionState(takeSecretAction, null);
  if (state?.result) {
    const { secret, clientId, hint } = state.result;
    return <SecretOnce secret={secret} clientId={clientId} hint={hint} ifLost="ask for a new link" doneHref={`/hand-over/${token}`} {...place} />;
  }
  if (!isOpen) return null;
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <FormErrors state={state} />
      {asksPassphrase && (
        <TextField
          label="Passphrase"
          hint="Whoever sent you the link told it to you on another way."
          type="password"
          autoComplete="off"
          required
          {...typed(state)("passphrase")}
        />
      )}
      <SubmitButton>Make the secret and show it once</SubmitButton>
    </form>
  );
}
