"use client";

import { type ReactNode, useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TypedConfirmation } from "#components/ui/typed-confirmation";
import { deleteTenantAction } from "./actions.ts";

export function DeleteTenantForm({ tenantId, version, name, children }: { tenantId: string; version: number; name: string; children: ReactNode }) {
  const [state, action] = useActionState(deleteTenantAction, null);
  return (
    <>
      <FormErrors state={state} />
      <TypedConfirmation
        action={action}
        expected={name}
        fields={{ tenantId, version: `${version}` }}
        submitLabel="Delete the company for good"
        cancelHref={`/tenants/${tenantId}/settings`}
        {...typed(state)("typedName")}
      >
        {children}
      </TypedConfirmation>
    </>
  );
}
