import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { countMigration, findMigration, findWholeMigration } from "#lib/api-token-migrations/find-migration";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { removeFromMigration } from "#lib/api-token-migrations/remove-from-migration";
import { findBulkJobItems } from "#lib/bulk-jobs/find-bulk-job-items";
import { planBulkJob } from "#lib/bulk-jobs/plan-bulk-job";
import { startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { asScope } from "#lib/db/as-scope";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { manyTenants } from "#world/many-tenants";
import { refusal } from "#world/refusal";

async function prepare() {
  const cs = await aStaff({ role: "cs" });
  const { clientId, name } = await aPartnerClient(cs);
  const importList = (...lines: (string | undefined)[]) => importMigration(cs, { clientId, tenants: lines.join("\n") });
  return { cs, clientId, name, importList };
}

describe("the tenants that still use API tokens", () => {
  it("R42 R56 are imported by what they are called; lines of nobody, of two, and of the other environment are named, and twice is once", async () => {
    const { cs, clientId, name, importList } = await prepare();
    const [tenants, [sandbox]] = [await manyTenants(3), await manyTenants(1, { environment: "sandbox" })];
    const [one, two, three] = tenants;
    expect(await importList(one?.slug, `${two?.id},`, sandbox?.slug, "nobody-at-all", `${three?.slug}, ${one?.id}`)).toEqual({
      added: 3,
      known: 0,
      elsewhere: [sandbox?.name],
      unmatched: [{ text: "nobody-at-all", hits: 0 }],
    });
    expect(await importList(one?.slug, two?.slug)).toEqual({ added: 0, known: 2, elsewhere: [], unmatched: [] });
    expect(await countMigration(cs, clientId)).toEqual({ api_tokens: 3, enabled: 0, reauthenticated: 0 });
    expect((await eventsOf({ clientId })).slice(1).map(({ action, subject, after }) => [action, subject, after])).toEqual([
      ["migration.imported", name, { companies: 3 }],
    ]);
    await expect(importList(" ", ",,")).rejects.toEqual(refusal("invalid", "Paste"));
  });

  it("R42 are enabled together by a bulk job: those of the list that are not, and no others", async () => {
    const { cs, clientId, importList } = await prepare();
    const [one, two, three, other] = await manyTenants(4);
    await importList(one?.slug, two?.slug, three?.slug);
    await enableForTenant(cs, { clientId, tenantId: two?.id ?? "" });
    expect(await countMigration(cs, clientId)).toEqual({ api_tokens: 2, enabled: 1, reauthenticated: 0 });
    expect((await findMigration(cs, { clientId, state: "enabled" }, {})).rows).toMatchObject([{ slug: two?.slug, state: "enabled", reauthenticatedAt: null }]);
    const input = startBulkJobInput.parse({ clientId, verb: "enable", selection: "api_tokens", idempotencyKey: randomUUID() });
    expect(await planBulkJob(cs, input)).toMatchObject({ will: 2, already: 1, cannot: 0 });
    const { jobId } = await startBulkJob(cs, input);
    const { rows } = await findBulkJobItems(cs, { jobId }, {});
    expect(rows.map(({ tenantId }) => tenantId).sort()).toEqual([one?.id, three?.id].sort());
    expect(rows.map(({ tenantId }) => tenantId)).not.toContain(other?.id);
  });

  it("R42 R56 are taken off the list one by one, and keep what they have", async () => {
    const { cs, clientId, importList } = await prepare();
    const [one, two] = await manyTenants(2);
    await importList(one?.slug, two?.slug);
    await enableForTenant(cs, { clientId, tenantId: one?.id ?? "" });
    expect(await removeFromMigration(cs, { clientId, tenantId: one?.id ?? "" })).toEqual({ company: one?.name });
    await expect(removeFromMigration(cs, { clientId, tenantId: one?.id ?? "" })).rejects.toEqual(refusal("not_found"));
    expect((await findWholeMigration(cs, { clientId })).map(({ slug }) => slug)).toEqual([two?.slug]);
    expect(await asScope({ role: "staff" }, (tx) => tx.enablement.count({ where: { clientId } }))).toBe(1);
    expect((await eventsOf({ clientId })).at(-1)).toMatchObject({ action: "migration.removed", before: { company: one?.name } });
  });

  it("R13 R42 1,000 of them are read 50 to a page, each once, there and back", { timeout: 60_000 }, async () => {
    const { cs, clientId, importList } = await prepare();
    await importList(...(await manyTenants(1_000)).map(({ slug }) => slug));
    const first = await findMigration(cs, { clientId }, {});
    const seen = new Set(first.rows.map(({ tenantId }) => tenantId));
    let page = first;
    for (let pages = 1; page.older; pages++) {
      page = await findMigration(cs, { clientId }, { after: page.older });
      for (const { tenantId } of page.rows) seen.add(tenantId);
      expect(pages).toBeLessThan(20);
    }
    expect(seen.size).toBe(1_000);
    const second = await findMigration(cs, { clientId }, { after: first.older ?? "" });
    expect((await findMigration(cs, { clientId }, { before: second.newer ?? "" })).rows).toEqual(first.rows);
  });

  it("R1 R2 R42 AZ-11 are staff's alone, and only a partner's client has them", async () => {
    const { cs, clientId, importList } = await prepare();
    const { admin, tenant } = await aTenant();
    await importList(tenant.id);
    for (const actor of [admin, await aMember(admin)]) {
      const attempts = [
        importMigration(actor, { clientId, tenants: tenant.id }),
        removeFromMigration(actor, { clientId, tenantId: tenant.id }),
        countMigration(actor, clientId),
        findMigration(actor, { clientId }, {}),
        findWholeMigration(actor, { clientId }),
      ];
      for (const attempt of attempts) await expect(attempt).rejects.toEqual(refusal("forbidden"));
    }
    const own = await aClient(admin);
    await expect(importMigration(cs, { clientId: own.clientId, tenants: tenant.id })).rejects.toEqual(refusal("not_found"));
    await expect(countMigration(cs, own.clientId)).rejects.toEqual(refusal("not_found"));
  });
});
