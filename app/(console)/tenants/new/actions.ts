"use server";
import { action } from "../../../_server/action.ts";
import { registerTenant } from "#lib/tenants/register-tenant";
import { registerTenantInput } from "#lib/tenants/schemas";

export const registerTenantAction = action(registerTenantInput, registerTenant);
