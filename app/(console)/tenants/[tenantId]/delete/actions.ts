"use server";
import { redirect } from "next/navigation";
import { deleteTenant } from "#lib/tenants/delete-tenant";
import { deleteTenantInput } from "#lib/tenants/schemas";
import { action } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const deleteTenantAction = action(deleteTenantInput, deleteTenant, async ({ tenantId, name }) => {
  await flash({ text: `${name} is deleted for good. What was done in it stays here.` });
  redirect(`/audit?tenant=${tenantId}`);
});
