import { describe, expect, it } from "vitest";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { findActor } from "#lib/members/sessions";
import { countTenant } from "#lib/tenants/count-tenant";
import { disableTenant, enableTenant } from "#lib/tenants/disable-tenant";
import { findTenants, getTenant } from "#lib/tenants/find-tenants";
import { renameTenant } from "#lib/tenants/rename-tenant";
import { aClient, aPartnerClient } from "#world/a-client";
import { aBrowser, aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

describe("a company", () => {
  it("R2 R56 is disabled and enabled by customer success: nobody of it is signed in meanwhile, and each is recorded once", async () => {
    const [{ admin, tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    const input = { tenantId: tenant.id };
    await Promise.all([disableTenant(cs, input), disableTenant(cs, input)]);
    expect((await getTenant(cs, tenant.id)).disabledAt).not.toBeNull();
    expect(await findActor(admin.sessionId, aBrowser())).toBeNull();
    await enableTenant(cs, input);
    await enableTenant(cs, input);
    expect(await findActor(admin.sessionId, aBrowser())).not.toBeNull();
    const recorded = (await eventsOf({ subjectId: tenant.id })).map(({ action }) => action);
    expect(recorded).toEqual(["tenant.registered", "tenant.disabled", "tenant.enabled"]);
  });

  it("R14 R56 is renamed, and a stale rename is told what it is called now", async () => {
    const [{ tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    const rename = (version: number, name: string) => renameTenant(cs, { tenantId: tenant.id, version, name });
    await rename(1, "Northwind Partners");
    await rename(1, "Northwind Partners");
    await expect(rename(1, "Northwind Group")).rejects.toEqual(refusal("conflict", "“Northwind Partners” now"));
    expect(await getTenant(cs, tenant.id)).toMatchObject({ name: "Northwind Partners", version: 2 });
    expect((await eventsOf({ subjectId: tenant.id })).at(-1)).toMatchObject({ before: { name: tenant.name }, after: { name: "Northwind Partners" } });
  });

  it("is counted by what it has", async () => {
    const [{ admin, tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    await aMember(admin);
    await aClient(admin);
    await enableForTenant(cs, { clientId: (await aPartnerClient(cs)).clientId, tenantId: tenant.id });
    expect(await countTenant(cs, tenant.id)).toEqual({
      people: 2,
      admins: 1,
      teams: 1,
      clients: 1,
      integrations: 1,
      serviceAccounts: 0,
      openRequests: 0,
      liveGrants: 0,
    });
  });

  it("R13 is found by a piece of its name or slug, and by environment", async () => {
    const cs = await aStaff({ role: "cs" });
    const name = `Zephyr ${crypto.randomUUID()}`;
    const [production, sandbox] = [await aTenant({ name }), await aTenant({ name, environment: "sandbox" })];
    const found = async (filter: Parameters<typeof findTenants>[1]) => (await findTenants(cs, filter, {})).rows.map(({ tenantId }) => tenantId);
    expect(await found({ search: name.toUpperCase() })).toEqual([sandbox.tenant.id, production.tenant.id]);
    expect(await found({ search: name, environment: "production" })).toEqual([production.tenant.id]);
    const { slug } = await getTenant(cs, sandbox.tenant.id);
    expect(await found({ search: slug })).toEqual([sandbox.tenant.id]);
  });

  it("R1 R2 R3 is not changed by its own people", async () => {
    const { admin, tenant } = await aTenant();
    for (const actor of [admin, await aMember(admin)]) {
      for (const verb of [disableTenant, enableTenant]) await expect(verb(actor, { tenantId: tenant.id })).rejects.toEqual(refusal("forbidden"));
      await expect(renameTenant(actor, { tenantId: tenant.id, version: 1, name: "Mine" })).rejects.toEqual(refusal("forbidden"));
    }
  });
});
