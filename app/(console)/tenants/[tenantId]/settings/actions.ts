"use server";
import { redirect } from "next/navigation";
import { disableTenant, enableTenant } from "#lib/tenants/disable-tenant";
import { renameTenant } from "#lib/tenants/rename-tenant";
import { renameTenantInput, tenantInput } from "#lib/tenants/schemas";
import { action, press } from "../../../../_server/action.ts";
import { flash } from "../../../../_server/flash.ts";

export const renameTenantAction = action(renameTenantInput, renameTenant, ({ name }) => flash({ text: `The company is called ${name} now.` }));

export const enableTenantAction = press(tenantInput, enableTenant, ({ name }) => ({ text: `${name} is enabled. Its people can sign in again.` }));

export const disableTenantAction = action(tenantInput, disableTenant, async ({ tenantId, name }) => {
  await flash({ text: `${name} is disabled. Everything of it is refused from now on.` });
  redirect(`/tenants/${tenantId}`);
});
