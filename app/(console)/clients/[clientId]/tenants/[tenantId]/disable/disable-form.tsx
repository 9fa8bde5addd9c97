"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { DialogActions } from "#components/ui/dialog";
import { SubmitButton } from "#components/ui/submit-button";
import { disableFromClientAction, disableFromTenantAction } from "../../../../../enablements/actions.ts";

export function DisableForm({ clientId, tenantId, isFromTenant }: { clientId: string; tenantId: string; isFromTenant: boolean }) {
  const [state, action] = useActionState(isFromTenant ? disableFromTenantAction : disableFromClientAction, null);
  return (
    <form action={action} className="flex w-full flex-col gap-4">
      <FormErrors state={state} />
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="tenantId" value={tenantId} />
      <DialogActions cancelHref={isFromTenant ? `/tenants/${tenantId}/integrations` : `/clients/${clientId}/tenants`}>
        <SubmitButton variant="danger">Disable it there</SubmitButton>
      </DialogActions>
    </form>
  );
}
