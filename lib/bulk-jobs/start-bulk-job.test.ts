import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cancelBulkJob } from "#lib/bulk-jobs/cancel-bulk-job";
import { findBulkJobItems } from "#lib/bulk-jobs/find-bulk-job-items";
import { findBulkJobs, getBulkJob } from "#lib/bulk-jobs/find-bulk-jobs";
import { planBulkJob } from "#lib/bulk-jobs/plan-bulk-job";
import { retryBulkJob } from "#lib/bulk-jobs/retry-bulk-job";
import { planBulkJobInput, startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { deleteClient } from "#lib/clients/delete-client";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { manyTenants } from "#world/many-tenants";
import { refusal } from "#world/refusal";

type Given = { verb?: "enable" | "disable"; selection?: "list" | "filter" | "api_tokens"; tenants?: string; search?: string; previewed?: string };

async function prepare() {
  const cs = await aStaff({ role: "cs" });
  const { clientId, name } = await aPartnerClient(cs);
  const plan = (given: Given) => planBulkJob(cs, planBulkJobInput.parse({ clientId, verb: "enable", ...given }));
  const start = (given: Given, idempotencyKey: string = randomUUID()) =>
    startBulkJob(cs, startBulkJobInput.parse({ clientId, verb: "enable", idempotencyKey, ...given }));
  const enable = (tenantId: string) => enableForTenant(cs, { clientId, tenantId });
  return { cs, clientId, name, plan, start, enable };
}

const slugs = (tenants: { slug: string }[]) => tenants.map(({ slug }) => slug).join("\n");
const itemsOf = (jobId: string) => asScope({ role: "staff" }, (tx) => tx.bulkJobItem.findMany({ where: { jobId }, orderBy: { tenantId: "asc" } }));

describe("the dry run of a bulk job", () => {
  it("R41 says who will be, who is already, who cannot be, and names every line that means nobody or several, and changes nothing", {
    timeout: 30_000,
  }, async () => {
    const { clientId, name, plan, enable } = await prepare();
    const [[one, two, three], [sandbox]] = [await manyTenants(3), await manyTenants(1, { environment: "sandbox" })];
    const same = randomUUID();
    await asScope({ role: "staff" }, (tx) =>
      tx.tenant.createMany({ data: ["a", "b"].map((end) => ({ slug: `${same}-${end}`, name: `Twins ${same}`, environment: "production" as const })) }),
    );
    await enable(two?.id ?? "");
    const list = [one?.slug.toUpperCase(), two?.id, `${one?.id},`, "nobody-at-all", `Twins ${same}`, sandbox?.slug, `${three?.slug}, also-nobody`];
    expect(await plan({ tenants: list.join("\n") })).toEqual({
      will: 2,
      already: 1,
      cannot: 1,
      willNames: [one?.name, three?.name].sort(),
      cannotNames: [sandbox?.name],
      mark: expect.stringMatching(/^2 [0-9a-f]{64}$/),
      unmatched: [
        { text: "nobody-at-all", hits: 0 },
        { text: `Twins ${same}`, hits: 2 },
        { text: "also-nobody", hits: 0 },
      ],
    });
    expect(await plan({ verb: "disable", tenants: list.join("\n") })).toMatchObject({ will: 1, already: 3, cannot: 0 });
    expect((await eventsOf({ clientId })).map(({ action }) => action)).toEqual(["client.registered", "enablement.enabled"]);
    expect(name).not.toBe("");
  });

  it("R41 R47 a name with a comma is one name; one that a sandbox bears too means the tenant of the client's environment", async () => {
    const { plan } = await prepare();
    const name = `Smith, Jones & Co ${randomUUID()}`;
    await aTenant({ name, environment: "sandbox" });
    expect(await plan({ tenants: name })).toMatchObject({ will: 0, cannot: 1, unmatched: [] });
    await aTenant({ name });
    expect(await plan({ tenants: name.toLowerCase() })).toMatchObject({ will: 1, cannot: 0, unmatched: [] });
  });

  it("R41 takes all that match a filter, where % and _ are themselves", async () => {
    const { plan, enable } = await prepare();
    const tag = randomUUID().slice(0, 8);
    const tenants = await Promise.all(["100% Safe", "100x Safe", "a_b Safe"].map((name) => aTenant({ name: `${name} ${tag}` })));
    await aTenant({ name: `100% Safe ${tag}`, environment: "sandbox" });
    await enable(tenants[2]?.tenant.id ?? "");
    expect(await plan({ selection: "filter", search: tag })).toMatchObject({ will: 2, already: 1, cannot: 0 });
    expect(await plan({ selection: "filter", search: `100% safe ${tag}` })).toMatchObject({ will: 1 });
    expect(await plan({ selection: "filter", search: `a_b Safe ${tag}` })).toMatchObject({ will: 0, already: 1 });
    expect(await plan({ selection: "filter", search: `\\${tag}` })).toMatchObject({ will: 0, already: 0 });
    expect(await plan({ verb: "disable", selection: "filter", search: tag })).toMatchObject({ will: 1, already: 2 });
  });
});

describe("starting a bulk job", () => {
  it("R41 writes a row for each tenant that is found, keeps what was not, and records who began it", async () => {
    const { cs, clientId, name, start, enable } = await prepare();
    const tenants = await manyTenants(4);
    const [sandbox] = await manyTenants(1, { environment: "sandbox" });
    await enable(tenants[0]?.id ?? "");
    const { jobId } = await start({ tenants: `${slugs(tenants)}\n${sandbox?.slug}\nnobody-at-all` });
    expect((await itemsOf(jobId)).map(({ state }) => state)).toEqual(Array(5).fill("waiting"));
    expect(await getBulkJob(cs, { clientId, jobId })).toMatchObject({
      verb: "enable",
      state: "running",
      createdBy: cs.name,
      counts: { waiting: 5, done: 0, unchanged: 0, failed: 0, cancelled: 0 },
      unmatched: ["nobody-at-all"],
    });
    expect((await eventsOf({ subjectId: jobId })).map(({ action, subject, after }) => [action, subject, after])).toEqual([
      ["bulk_job.enable_started", name, { companies: 5 }],
    ]);
  });

  it("R41 R15 twelve times at once with one idempotency key is one job, one event and one row for each tenant", async () => {
    const { cs, clientId, start } = await prepare();
    const tenants = slugs(await manyTenants(20));
    const key = randomUUID();
    const started = await Promise.all(Array.from({ length: 12 }, () => start({ tenants }, key)));
    expect(new Set(started.map(({ jobId }) => jobId)).size).toBe(1);
    expect((await findBulkJobs(cs, { clientId }, {})).rows).toMatchObject([{ total: 20 }]);
    expect((await eventsOf({ clientId })).filter(({ action }) => action.startsWith("bulk_job"))).toHaveLength(1);
  });

  it("R41 of a filter, only those that would change get a row", async () => {
    const { start, enable } = await prepare();
    const tenants = await manyTenants(3);
    await enable(tenants[1]?.id ?? "");
    const tag = tenants[0]?.slug.slice(0, -2) ?? "";
    const { jobId } = await start({ verb: "disable", selection: "filter", search: tag });
    expect((await itemsOf(jobId)).map(({ tenantId }) => tenantId)).toEqual([tenants[1]?.id]);
  });

  it("RL-07 of sixty at once for one client fifty wait, one after the other, and ten are refused", { timeout: 60_000 }, async () => {
    const { cs, clientId, start } = await prepare();
    const tenants = slugs(await manyTenants(1));
    const outcomes = await Promise.allSettled(Array.from({ length: 60 }, () => start({ tenants })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(50);
    for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toEqual(refusal("conflict", "50 bulk jobs"));
    const { rows } = await findBulkJobs(cs, { clientId }, {});
    expect(rows.map(({ state }) => state)).toEqual(Array(10).fill("queued"));
    const { rows: queue } = await asScope({ role: "staff" }, async (tx) => ({ rows: await tx.bulkJob.findMany({ where: { clientId, state: "running" } }) }));
    expect(queue).toHaveLength(50);
  });

  it("R41 is exactly what was previewed, of a filter or a list: refused when 2 companies became 1, and when another is among the 2", async () => {
    const tenants = await manyTenants(3);
    const [one, two, three] = tenants.map(({ id }) => id);
    for (const selected of [{ selection: "filter" as const, search: tenants[0]?.slug.slice(0, -2) ?? "" }, { tenants: slugs(tenants) }]) {
      const { cs, clientId, plan, start, enable } = await prepare();
      await enable(three ?? "");
      const { mark: previewed } = await plan(selected);
      await enable(two ?? "");
      await expect(start({ ...selected, previewed })).rejects.toEqual(refusal("conflict", "2 companies became 1. Nothing was started"));
      await disableForTenant(cs, { clientId, tenantId: three ?? "" });
      await expect(start({ ...selected, previewed })).rejects.toEqual(refusal("conflict", "other companies are among the 2"));
      expect((await findBulkJobs(cs, { clientId }, {})).rows).toEqual([]);
      const { jobId } = await start({ ...selected, previewed: (await plan(selected)).mark });
      const expected = selected.selection === "filter" ? [one, three] : [one, two, three];
      expect((await itemsOf(jobId)).map(({ tenantId }) => tenantId)).toEqual(expected);
    }
  });

  it("R41 with nothing to do is refused, and so is what cannot be enabled at all", async () => {
    const { cs, clientId, name, start, plan } = await prepare();
    const [tenant] = await manyTenants(1);
    await expect(start({ tenants: "nobody-at-all" })).rejects.toEqual(refusal("invalid", "no tenant to enable it for"));
    await expect(start({ tenants: tenant?.slug, verb: "disable" })).rejects.toEqual(refusal("invalid", "no tenant to disable it for"));
    const own = await aClient((await aTenant()).admin);
    await expect(startBulkJob(cs, { ...startInput(own.clientId), tenants: tenant?.slug ?? "" })).rejects.toEqual(refusal("not_found"));
    await deleteClient(cs, { clientId, typedName: name });
    await expect(start({ tenants: tenant?.slug })).rejects.toEqual(refusal("conflict", "Restore"));
    await expect(plan({ tenants: tenant?.slug })).rejects.toEqual(refusal("conflict", "Restore"));
  });

  it("R1 R2 AZ-11 is staff's alone: people of a company neither plan, start, see, cancel nor retry one", async () => {
    const { clientId, start } = await prepare();
    const { admin, tenant } = await aTenant();
    const { jobId } = await start({ tenants: tenant.id });
    for (const actor of [admin, await aMember(admin)]) {
      const attempts = [
        planBulkJob(actor, startInput(clientId)),
        startBulkJob(actor, startInput(clientId)),
        findBulkJobs(actor, { clientId }, {}),
        getBulkJob(actor, { clientId, jobId }),
        findBulkJobItems(actor, { jobId }, {}),
        cancelBulkJob(actor, { jobId }),
        retryBulkJob(actor, { jobId }),
      ];
      for (const attempt of attempts) await expect(attempt).rejects.toEqual(refusal("forbidden"));
    }
    for (const table of ["bulk_job", "bulk_job_item"]) {
      const asTenant = asScope({ role: "tenant", tenantId: tenant.id }, (tx) => tx.$queryRawUnsafe(`select from ${table}`));
      await expect(asTenant).rejects.toThrow("permission denied");
    }
  });
});

function startInput(clientId: string) {
  return startBulkJobInput.parse({ clientId, verb: "enable", idempotencyKey: randomUUID(), tenants: "x" });
}
