import type { Actor, TenantActor } from "#lib/access/actor";
import { findTeams, type TeamView } from "#lib/tenants/find-teams";
import { registerTenant } from "#lib/tenants/register-tenant";
import { registerTenantInput } from "#lib/tenants/schemas";
import { anEmail, joinTenant, theSystem } from "#world/a-person";

export type World = { tenant: TenantActor["tenant"]; team: TeamView; admin: TenantActor };

/** A company with its first team, and its admin signed in. */
export async function aTenant({
  name = "Northwind Capital",
  environment = "production",
  teamName = "Research",
  adminName = "Amara Okafor",
  adminEmail = anEmail(adminName),
  registeredBy = theSystem,
}: {
  name?: string;
  environment?: TenantActor["tenant"]["environment"];
  teamName?: string;
  adminName?: string;
  adminEmail?: string;
  registeredBy?: Actor;
} = {}): Promise<World> {
  const input = registerTenantInput.parse({ name, environment, teamName, adminName, adminEmail });
  const registered = await registerTenant(registeredBy, input);
  const admin = await joinTenant(registered.admin);
  const [team] = await findTeams(admin, registered.tenantId);
  if (!team) throw new Error(`${name} has no team`);
  return { tenant: admin.tenant, team, admin };
}
