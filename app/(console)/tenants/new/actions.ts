"use server";
import { registerTenant } from "#lib/tenants/register-tenant";
import { registerTenantInput } from "#lib/tenants/schemas";
import { action } from "../../../_server/action.ts";

export const registerTenantAction = action(registerTenantInput, registerTenant);
