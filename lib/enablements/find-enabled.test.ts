import { describe, expect, it } from "vitest";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { findClientsToEnable, findTenantsToEnable } from "#lib/enablements/find-candidates";
import { findEnabledClients, findEnabledTenants, getEnablement } from "#lib/enablements/find-enabled";
import { aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { refusal } from "#world/refusal";

/** Companies that nobody works at, in one statement. */
async function manyTenants(count: number, name: string): Promise<string[]> {
  const { rows } = await asOwner(["tenant"], (owner) =>
    owner.query<{ id: string }>(
      `INSERT INTO tenant (id, name, slug, environment)
       SELECT gen_random_uuid(), $2 || ' ' || n, gen_random_uuid(), 'production' FROM generate_series(1, $1::int) AS n RETURNING id`,
      [count, name],
    ),
  );
  return rows.map(({ id }) => id);
}

describe("where a partner's client is enabled", () => {
  it("R42 R13 each of 60 companies is on one page of 25 and on no other, forwards and back", async () => {
    const cs = await aStaff({ role: "cs" });
    const { clientId } = await aPartnerClient(cs);
    const tenantIds = await manyTenants(60, "Sixty");
    await asOwner(["enablement", "client", "tenant"], (owner) =>
      owner.query("INSERT INTO enablement (client_id, tenant_id) SELECT $1, unnest($2::uuid[])", [clientId, tenantIds]),
    );
    const first = await findEnabledTenants(cs, { clientId }, {});
    const second = await findEnabledTenants(cs, { clientId }, { after: first.older ?? "" });
    const third = await findEnabledTenants(cs, { clientId }, { after: second.older ?? "" });
    expect([first, second, third].map(({ rows }) => rows.length)).toEqual([25, 25, 10]);
    const seen = [first, second, third].flatMap(({ rows }) => rows.map(({ tenantId }) => tenantId));
    expect(seen.sort()).toEqual(tenantIds.sort());
    expect(third.older).toBeNull();
    const back = await findEnabledTenants(cs, { clientId }, { before: third.newer ?? "" });
    expect(back.rows).toEqual(second.rows);
    expect((await findEnabledTenants(cs, { clientId, search: "sixty 60" }, {})).rows).toHaveLength(1);
    for (const after of ["", "x", "1~x", "\0", `${"9".repeat(14)}~${tenantIds[0]}`]) {
      expect((await findEnabledTenants(cs, { clientId }, { after })).rows.length).toBeGreaterThan(0);
    }
  });

  it("R42 says since when, by whom, and that nothing is in use there yet", async () => {
    const [cs, { tenant }] = [await aStaff({ role: "cs", name: "Kwame Mensah" }), await aTenant()];
    const { clientId } = await aPartnerClient(cs);
    const pair = { clientId, tenantId: tenant.id };
    expect(await getEnablement(cs, pair)).toBeNull();
    await enableForTenant(cs, pair);
    const expected = { ...pair, enabledBy: "Kwame Mensah", liveGrants: 0, people: 0, lastTokenAt: null, tenantName: tenant.name };
    expect(await getEnablement(cs, pair)).toMatchObject(expected);
    expect((await findEnabledClients(cs, pair, {})).rows).toMatchObject([expected]);
    const since = new Date("2026-11-01T08:00:00Z");
    await asOwner(["service_account", "client", "tenant"], (owner) =>
      owner.query("INSERT INTO service_account (id, client_id, tenant_id, created_at) VALUES (gen_random_uuid(), $1, $2, $3)", [clientId, tenant.id, since]),
    );
    expect(await getEnablement(cs, pair)).toMatchObject({ serviceAccountSince: since });
  });

  it("IN-03 an impossible client, company or key is nothing, and no failure", async () => {
    const cs = await aStaff({ role: "cs" });
    for (const text of ["", "x", "\0", "\ud800"]) {
      expect((await findEnabledTenants(cs, { clientId: text }, { after: text })).rows).toEqual([]);
      expect((await findEnabledClients(cs, { tenantId: text }, { after: text })).rows).toEqual([]);
      expect(await getEnablement(cs, { clientId: text, tenantId: text })).toBeNull();
      await expect(findTenantsToEnable(cs, { clientId: text })).rejects.toEqual(refusal("not_found"));
      await expect(findClientsToEnable(cs, { tenantId: text })).rejects.toEqual(refusal("not_found"));
    }
  });
});

describe("what could be enabled", () => {
  it("R40 R47 a search shows each with what stands against it, and without one only those that can be", async () => {
    const cs = await aStaff({ role: "cs" });
    const name = `Zephyr ${crypto.randomUUID()}`;
    const environment = "sandbox" as const;
    const [on, off, production] = [await aTenant({ name, environment }), await aTenant({ name, environment }), await aTenant({ name })];
    const partner = await aPartnerClient(cs, { name, environment });
    await enableForTenant(cs, { clientId: partner.clientId, tenantId: on.tenant.id });
    expect(await findTenantsToEnable(cs, { clientId: partner.clientId, search: name })).toMatchObject([
      { id: production.tenant.id, isEnabled: false, barrier: expect.stringContaining("is a sandbox client") },
      { id: off.tenant.id, isEnabled: false, barrier: null },
      { id: on.tenant.id, isEnabled: true },
    ]);
    const ids = (await findTenantsToEnable(cs, partner)).map(({ id }) => id);
    expect(ids).toContain(off.tenant.id);
    expect(ids).not.toContain(on.tenant.id);
    expect(ids).not.toContain(production.tenant.id);
    expect(await findClientsToEnable(cs, { tenantId: production.tenant.id, search: name })).toMatchObject([
      { id: partner.clientId, barrier: expect.stringContaining("is a production company") },
    ]);
    expect(await findClientsToEnable(cs, { tenantId: on.tenant.id, search: name })).toMatchObject([{ id: partner.clientId, isEnabled: true }]);
    expect((await findClientsToEnable(cs, { tenantId: off.tenant.id })).map(({ id }) => id)).toContain(partner.clientId);
  });
});
