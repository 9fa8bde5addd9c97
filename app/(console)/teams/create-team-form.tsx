"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { createTeamAction } from "./actions.ts";

export function CreateTeamForm({ tenantId }: { tenantId?: string }) {
  const [state, action] = useActionState(createTeamAction, null);
  return (
    <form action={action} className="flex max-w-md flex-col gap-3">
      {tenantId && <input type="hidden" name="tenantId" value={tenantId} />}
      <FormErrors state={state} />
      <TextField
        label="New team"
        required
        maxLength={100}
        autoComplete="off"
        id="new-team"
        end={<SubmitButton variant="secondary">Add team</SubmitButton>}
        {...typed(state)("name")}
      />
    </form>
  );
}
