"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { SelectField, TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { expiryPresets } from "#lib/secrets/periods";
import { issueSecretAction } from "../actions.ts";
import { Issued, type Place } from "../issued.tsx";

export function IssueForm({ clientId, idempotencyKey, place }: { clientId: string; idempotencyKey: string; place: Place }) {
  const [state, action] = useActionState(issueSecretAction, null);
  const field = typed(state);
  if (state?.result) return <Issued issued={state.result} place={place} />;
  return (
    <form action={action} className="flex max-w-md flex-col gap-5">
      <h2 className="text-lg font-semibold">Add a secret</h2>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <FormErrors state={state} />
      <TextField
        label="Name"
        hint="Where it will be used: “Production server”, “Ana's laptop”."
        required
        maxLength={60}
        autoComplete="off"
        {...field("name")}
      />
      <SelectField
        label="Ends after"
        hint="A secret that ends stops the application unless it was replaced before."
        options={Object.entries(expiryPresets).map(([value, label]) => ({ value, label }))}
        {...field("expiresInDays")}
      />
      <div className="flex gap-2">
        <SubmitButton>Create and show it once</SubmitButton>
        <ButtonLink href={`/clients/${clientId}/secrets`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
