import { describe, expect, it } from "vitest";
import { findTeams } from "#lib/tenants/find-teams";
import { findTenants, getTenant } from "#lib/tenants/find-tenants";
import { registerTenant } from "#lib/tenants/register-tenant";
import { registerTenantInput } from "#lib/tenants/schemas";
import { aMember, anEmail, aStaff, joinTenant } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const aForm = (given: { name?: string; adminEmail?: string } = {}) =>
  registerTenantInput.parse({
    name: "Harbour Asset Management",
    environment: "sandbox",
    adminName: "Siobhán Byrne",
    adminEmail: anEmail(),
    teamName: "Private credit",
    ...given,
  });

describe("registering a tenant", () => {
  it("R2 R56 makes the company, its first team and its first admin, each with its event", async () => {
    const cs = await aStaff({ role: "cs" });
    const registered = await registerTenant(cs, aForm());
    const { tenantId } = registered;
    expect(await getTenant(cs, tenantId)).toMatchObject({ name: "Harbour Asset Management", environment: "sandbox" });
    const [team] = await findTeams(cs, tenantId);
    expect(team).toMatchObject({ name: "Private credit", scope: `team_${team?.teamId}` });
    expect(await joinTenant(registered.admin)).toMatchObject({ role: "tenant_admin", tenant: { id: tenantId, environment: "sandbox" } });
    expect(await eventsOf({ subjectId: tenantId })).toMatchObject([{ action: "tenant.registered", actorId: cs.personId, tenantId }]);
    expect(await eventsOf({ subjectId: team?.teamId ?? "" })).toMatchObject([{ action: "team.created", tenantId }]);
  });

  it("AU-01 makes nothing at all when the admin's address is taken", async () => {
    const staff = await aStaff();
    const name = `Twice ${anEmail()}`;
    await expect(registerTenant(staff, aForm({ name, adminEmail: staff.email }))).rejects.toMatchObject({ code: "invalid", field: "adminEmail" });
    expect((await findTenants(staff, {}, {})).rows.filter((tenant) => tenant.name === name)).toEqual([]);
  });

  it("R47 TI-06 two companies of one name have different ids and slugs, and share nothing", async () => {
    const [one, other] = [await aTenant({ environment: "production" }), await aTenant({ environment: "sandbox" })];
    const [first, second] = [await getTenant(one.admin, one.tenant.id), await getTenant(other.admin, other.tenant.id)];
    expect(first.name).toBe(second.name);
    expect(first.slug).not.toBe(second.slug);
  });

  it("a name without a Latin letter still has a slug", async () => {
    const staff = await aStaff();
    const { tenantId } = await registerTenant(staff, aForm({ name: "株式会社" }));
    expect((await getTenant(staff, tenantId)).slug).toMatch(/^tenant-[a-z0-9]{5}$/);
  });

  it("R1 R3 refuses a tenant admin and a member", async () => {
    const { admin } = await aTenant();
    for (const actor of [admin, await aMember(admin)]) await expect(registerTenant(actor, aForm())).rejects.toEqual(refusal("forbidden"));
  });
});
