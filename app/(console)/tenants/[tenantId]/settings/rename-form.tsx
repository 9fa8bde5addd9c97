"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { renameTenantAction } from "./actions.ts";

export function RenameTenantForm({ tenantId, version, name }: { tenantId: string; version: number; name: string }) {
  const [state, action] = useActionState(renameTenantAction, null);
  return (
    <form action={action} className="flex max-w-md flex-col gap-3">
      <input type="hidden" name="tenantId" value={tenantId} />
      <input type="hidden" name="version" value={version} />
      <FormErrors state={state} />
      <TextField
        label="Name"
        required
        maxLength={100}
        autoComplete="off"
        end={<SubmitButton variant="secondary">Rename</SubmitButton>}
        {...typed(state)("name", name)}
      />
    </form>
  );
}
