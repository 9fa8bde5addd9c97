import { z } from "zod";
import { emailAddress, line, uuid, version } from "#lib/text";

export const registerTenantInput = z.object({
  name: line("Company"),
  environment: z.enum(["sandbox", "production"], { error: "Choose sandbox or production." }),
  adminName: line("Name"),
  adminEmail: emailAddress,
  teamName: line("Team"),
});
export type RegisterTenantInput = z.infer<typeof registerTenantInput>;

export const tenantInput = z.object({ tenantId: uuid });
export type TenantInput = z.infer<typeof tenantInput>;

export const renameTenantInput = z.object({ tenantId: uuid, version, name: line("Name") });
export type RenameTenantInput = z.infer<typeof renameTenantInput>;

export const deleteTenantInput = z.object({ tenantId: uuid, version, typedName: z.string().max(1000).optional() });
export type DeleteTenantInput = z.infer<typeof deleteTenantInput>;

export const createTeamInput = z.object({ tenantId: uuid.optional(), name: line("Name") });
export type CreateTeamInput = z.infer<typeof createTeamInput>;
