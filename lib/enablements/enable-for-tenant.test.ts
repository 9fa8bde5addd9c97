import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findEvents } from "#lib/audit/find-events";
import { deleteClient } from "#lib/clients/delete-client";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant, enableWithin } from "#lib/enablements/enable-for-tenant";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

async function prepare() {
  const cs = await aStaff({ role: "cs" });
  const [{ admin, tenant }, partner] = [await aTenant(), await aPartnerClient(cs)];
  return { cs, admin, tenant, partner, pair: { clientId: partner.clientId, tenantId: tenant.id } };
}

const rowsOf = (clientId: string) => asScope({ role: "staff" }, (tx) => tx.enablement.findMany({ where: { clientId } }));

describe("enabling a partner's client for a company", () => {
  it("R40 R2 R56 customer success switches it on there and nowhere else, and the company's admins read it in their log", async () => {
    const { cs, admin, partner, pair } = await prepare();
    const other = await aTenant();
    expect(await enableForTenant(cs, pair)).toEqual({ outcome: "done", ...pair, clientName: partner.name, tenantName: "Northwind Capital" });
    expect(await rowsOf(partner.clientId)).toMatchObject([{ tenantId: pair.tenantId, enabledById: cs.personId }]);
    expect((await findEvents(admin, pair, {})).rows).toMatchObject([{ text: "enabled {it} for a company", subject: partner.name, actorName: cs.name }]);
    expect((await findEvents(other.admin, { clientId: pair.clientId }, {})).rows).toEqual([]);
    expect(await disableForTenant(cs, pair)).toMatchObject({ outcome: "done" });
    expect(await rowsOf(partner.clientId)).toEqual([]);
    expect((await findEvents(admin, pair, {})).rows[0]).toMatchObject({ text: "disabled {it} for a company" });
  });

  it("R40 R56 twice is the same as once: 1 row, and 1 event each way", async () => {
    const { cs, partner, pair } = await prepare();
    await enableForTenant(cs, pair);
    expect(await enableForTenant(cs, pair)).toMatchObject({ outcome: "unchanged" });
    await disableForTenant(cs, pair);
    expect(await disableForTenant(cs, pair)).toMatchObject({ outcome: "unchanged" });
    const actions = (await eventsOf(partner)).map(({ action }) => action).filter((action) => action.startsWith("enablement"));
    expect(actions).toEqual(["enablement.enabled", "enablement.disabled"]);
  });

  it("R40 of 6 at the same moment 1 makes the row and the event; of 6 who switch it off 1 records it", async () => {
    const { cs, partner, pair } = await prepare();
    const six = <T>(verb: () => Promise<T>) => Promise.all(Array.from({ length: 6 }, verb));
    const counted = (outcomes: { outcome: string }[]) => outcomes.filter(({ outcome }) => outcome === "done").length;
    expect(counted(await six(() => enableForTenant(cs, pair)))).toBe(1);
    expect(await rowsOf(partner.clientId)).toHaveLength(1);
    expect(counted(await six(() => disableForTenant(cs, pair)))).toBe(1);
    expect((await eventsOf(partner)).filter(({ action }) => action.startsWith("enablement"))).toHaveLength(2);
  });

  it("R41 a job does several in transactions of its own, and none remains of one that is rolled back", async () => {
    const { cs, partner, pair } = await prepare();
    const broken = asScope({ role: "staff" }, async (tx) => {
      expect(await enableWithin(tx, cs, pair)).toMatchObject({ outcome: "done" });
      throw new Error("the job was killed");
    });
    await expect(broken).rejects.toThrow("killed");
    expect(await rowsOf(partner.clientId)).toEqual([]);
    expect((await eventsOf(partner)).filter(({ action }) => action.startsWith("enablement"))).toEqual([]);
  });
});

describe("what cannot be enabled", () => {
  it("R47 a sandbox client for a production company, or the other way round, by the verb and by the database", async () => {
    const cs = await aStaff({ role: "cs" });
    for (const [ofClient, ofTenant] of [
      ["sandbox", "production"],
      ["production", "sandbox"],
    ] as const) {
      const [{ tenant }, { clientId }] = [await aTenant({ environment: ofTenant }), await aPartnerClient(cs, { environment: ofClient })];
      await expect(enableForTenant(cs, { clientId, tenantId: tenant.id })).rejects.toEqual(refusal("invalid", `is a ${ofClient} client`));
      await expect(insertAsOwner(clientId, tenant.id)).rejects.toThrow("sandbox and production do not mix");
    }
  });

  it("a company's own client, by the verb and by the database; a deleted one; one that is not there", async () => {
    const { cs, admin, partner, pair } = await prepare();
    const own = await aClient(admin);
    await expect(enableForTenant(cs, { ...pair, clientId: own.clientId })).rejects.toEqual(refusal("conflict", "belongs to a company"));
    await expect(insertAsOwner(own.clientId, pair.tenantId)).rejects.toThrow("only a partner client");
    await expect(enableForTenant(cs, { ...pair, clientId: "gh_0123456789ABCDEFG" })).rejects.toEqual(refusal("not_found"));
    await expect(enableForTenant(cs, { ...pair, tenantId: randomUUID() })).rejects.toEqual(refusal("not_found"));
    await enableForTenant(cs, pair);
    await deleteClient(cs, { clientId: partner.clientId, typedName: partner.name });
    await expect(enableForTenant(cs, pair)).rejects.toEqual(refusal("conflict", "Restore"));
    expect(await disableForTenant(cs, pair)).toMatchObject({ outcome: "done" });
  });

  it("R2 R40 AZ-11 by people of a company, its admin too: they ask", async () => {
    const { cs, admin, pair } = await prepare();
    await enableForTenant(cs, pair);
    for (const actor of [admin, await aMember(admin)]) {
      for (const verb of [enableForTenant, disableForTenant]) await expect(verb(actor, pair)).rejects.toEqual(refusal("forbidden", "Customer success"));
    }
    await disableForTenant(await aStaff(), pair);
  });
});

function insertAsOwner(clientId: string, tenantId: string) {
  return asOwner(["enablement", "client", "tenant"], (owner) =>
    owner.query("INSERT INTO enablement (client_id, tenant_id) VALUES ($1, $2)", [clientId, tenantId]),
  );
}
