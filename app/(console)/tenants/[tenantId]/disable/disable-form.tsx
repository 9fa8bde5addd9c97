"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { DialogActions } from "#components/ui/dialog";
import { SubmitButton } from "#components/ui/submit-button";
import { disableTenantAction } from "../settings/actions.ts";

export function DisableTenantForm({ tenantId }: { tenantId: string }) {
  const [state, action] = useActionState(disableTenantAction, null);
  return (
    <form action={action} className="flex w-full flex-col gap-4">
      <FormErrors state={state} />
      <input type="hidden" name="tenantId" value={tenantId} />
      <DialogActions cancelHref={`/tenants/${tenantId}/settings`}>
        <SubmitButton variant="danger">Disable the company</SubmitButton>
      </DialogActions>
    </form>
  );
}
