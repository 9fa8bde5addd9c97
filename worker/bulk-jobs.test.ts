import { randomUUID } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { findEvents } from "#lib/audit/find-events";
import { cancelBulkJob } from "#lib/bulk-jobs/cancel-bulk-job";
import { findBulkJobItems } from "#lib/bulk-jobs/find-bulk-job-items";
import { findBulkJobs, getBulkJob } from "#lib/bulk-jobs/find-bulk-jobs";
import { retryBulkJob } from "#lib/bulk-jobs/retry-bulk-job";
import { startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { disablePerson } from "#lib/members/disable-person";
import { aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { drillBulkJob } from "#world/bulk-drill";
import { eventsOf } from "#world/events-of";
import { manyTenants } from "#world/many-tenants";
import { refusal } from "#world/refusal";
import { startWorker } from "./start-worker.ts";

async function prepare() {
  const cs = await aStaff({ role: "cs" });
  const { clientId } = await aPartnerClient(cs);
  const start = async (tenants: { slug: string }[], verb: "enable" | "disable" = "enable") => {
    const list = tenants.map(({ slug }) => slug).join("\n");
    return (await startBulkJob(cs, startBulkJobInput.parse({ clientId, verb, tenants: list, idempotencyKey: randomUUID() }))).jobId;
  };
  const see = (jobId: string) => getBulkJob(cs, { clientId, jobId });
  return { cs, clientId, start, see };
}

async function work() {
  const worker = await startWorker(env().WORKER_DATABASE_URL ?? "", createLog("worker", "fatal"));
  onTestFinished(worker.stop);
}

const untilFinished = (see: () => Promise<{ state: string }>) => expect.poll(async () => (await see()).state, { timeout: 30_000 }).toBe("finished");
const enablementsOf = (clientId: string) => asScope({ role: "staff" }, (tx) => tx.enablement.findMany({ where: { clientId } }));

describe("a bulk job at work", () => {
  it("R41 R56 enables each tenant in the name of who began it, whose company reads it in its log; what is already stays, what cannot says why", {
    timeout: 60_000,
  }, async () => {
    const { cs, clientId, start, see } = await prepare();
    const [one, two] = await manyTenants(2);
    const [[sandbox], company] = [await manyTenants(1, { environment: "sandbox" }), await aTenant()];
    await enableForTenant(cs, { clientId, tenantId: two?.id ?? "" });
    const slug = await asScope({ role: "staff" }, async (tx) => (await tx.tenant.findUniqueOrThrow({ where: { id: company.tenant.id } })).slug);
    const jobId = await start([...[one, two, sandbox].flatMap((tenant) => tenant ?? []), { slug }]);
    await work();
    await untilFinished(() => see(jobId));
    expect((await see(jobId)).counts).toEqual({ waiting: 0, done: 2, unchanged: 1, failed: 1, cancelled: 0 });
    expect((await findBulkJobItems(cs, { jobId, state: "failed" }, {})).rows).toMatchObject([
      { slug: sandbox?.slug, message: expect.stringContaining("is a production client") },
    ]);
    expect((await enablementsOf(clientId)).map(({ tenantId }) => tenantId).sort()).toEqual([one?.id, two?.id, company.tenant.id].sort());
    expect((await findEvents(company.admin, { clientId }, {})).rows).toMatchObject([
      { actorName: `${cs.name}, by a bulk job`, text: "enabled {it} for a company" },
    ]);
    const byJob = (await eventsOf({ clientId })).filter(({ actorName }) => actorName.endsWith("by a bulk job"));
    expect(byJob.map(({ actorId }) => actorId)).toEqual([cs.personId, cs.personId]);

    const back = await start([...[one, two].flatMap((tenant) => tenant ?? []), { slug }], "disable");
    await untilFinished(() => see(back));
    expect((await see(back)).counts).toMatchObject({ done: 3, failed: 0 });
    expect(await enablementsOf(clientId)).toEqual([]);
  });

  it("R41 retries those that failed and none of the others; a done one cannot be made to wait again, not even by the database", {
    timeout: 60_000,
  }, async () => {
    const { cs, clientId, start, see } = await prepare();
    const [one, two] = await manyTenants(2);
    await failFor(two?.id ?? "");
    const jobId = await start([one, two].flatMap((tenant) => tenant ?? []));
    await expect(retryBulkJob(cs, { jobId })).rejects.toEqual(refusal("conflict", "still at work"));
    await work();
    await untilFinished(() => see(jobId));
    expect((await findBulkJobItems(cs, { jobId, state: "failed" }, {})).rows).toMatchObject([
      { tenantId: two?.id, message: expect.stringContaining("retried") },
    ]);
    await disableForTenant(cs, { clientId, tenantId: one?.id ?? "" });
    await failFor(null);
    expect(await retryBulkJob(cs, { jobId })).toMatchObject({ retried: 1 });
    await untilFinished(() => see(jobId));
    expect((await see(jobId)).counts).toMatchObject({ done: 2, failed: 0 });
    expect((await enablementsOf(clientId)).map(({ tenantId }) => tenantId)).toEqual([two?.id]);
    expect(await retryBulkJob(cs, { jobId })).toMatchObject({ retried: 0 });
    const again = asScope({ role: "staff" }, (tx) => tx.bulkJobItem.updateMany({ where: { jobId }, data: { state: "waiting" } }));
    await expect(again).rejects.toThrow("not done again");
  });

  it("R41 what is cancelled before its turn is never done, and a finished job is not cancelled", { timeout: 60_000 }, async () => {
    const { cs, clientId, start, see } = await prepare();
    const tenants = await manyTenants(3);
    const jobId = await start(tenants);
    expect(await cancelBulkJob(cs, { jobId })).toMatchObject({ cancelled: 3 });
    const next = await start(tenants.slice(0, 1));
    await work();
    await untilFinished(() => see(next));
    expect(await see(jobId)).toMatchObject({ state: "cancelled", counts: { cancelled: 3, done: 0 } });
    expect(await enablementsOf(clientId)).toHaveLength(1);
    expect(await cancelBulkJob(cs, { jobId: next })).toMatchObject({ cancelled: 0 });
    expect(await see(next)).toMatchObject({ state: "finished" });
  });

  it("R41 cancelled in the middle, each tenant is either done with its event or left as it is", { timeout: 60_000 }, async () => {
    const { cs, clientId, start, see } = await prepare();
    const jobId = await start(await manyTenants(300));
    await work();
    await expect.poll(async () => (await see(jobId)).counts.done, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0);
    await cancelBulkJob(cs, { jobId });
    const { counts, state } = await see(jobId);
    expect(state).toBe("cancelled");
    expect(counts).toMatchObject({ waiting: 0, failed: 0, done: 300 - counts.cancelled });
    expect(await enablementsOf(clientId)).toHaveLength(counts.done);
    expect((await eventsOf({ clientId })).filter(({ action }) => action === "enablement.enabled")).toHaveLength(counts.done);
  });

  it("R2 R41 stops when whoever began it is switched off: nothing is done after that, and who retries it goes on with it in their own name", {
    timeout: 60_000,
  }, async () => {
    const { cs, clientId, start, see } = await prepare();
    const other = await aStaff({ name: "Tove Lind" });
    const jobId = await start(await manyTenants(300));
    await work();
    await expect.poll(async () => (await see(jobId)).counts.done, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0);
    await disablePerson(other, cs);
    const done = (await enablementsOf(clientId)).length;
    expect(done).toBeLessThan(300);
    await expect.poll(async () => (await getBulkJob(other, { clientId, jobId })).state, { timeout: 30_000 }).toBe("stopped");
    expect((await getBulkJob(other, { clientId, jobId })).counts).toMatchObject({ waiting: 0, done, failed: 300 - done });
    expect(await enablementsOf(clientId)).toHaveLength(done);
    const [left] = (await findBulkJobItems(other, { jobId, state: "failed" }, {})).rows;
    expect(left?.message).toContain("may not do this any more");
    const stops = async () => (await eventsOf({ clientId })).filter(({ action }) => action === "bulk_job.stopped");
    expect(await stops()).toMatchObject([{ actorId: null, after: { companies: 300 - done } }]);

    expect(await retryBulkJob(other, { jobId })).toMatchObject({ retried: 300 - done });
    await untilFinished(() => getBulkJob(other, { clientId, jobId }));
    const authors = (await eventsOf({ clientId })).filter(({ action }) => action === "enablement.enabled").map(({ actorId }) => actorId);
    expect(authors.filter((id) => id === cs.personId)).toHaveLength(done);
    expect(authors.filter((id) => id === other.personId)).toHaveLength(300 - done);
    expect(await stops()).toHaveLength(1);
  });

  it("RL-07 R41 eight jobs of one client, begun at once and worked on by three workers, are done one after the other, each tenant once", {
    timeout: 60_000,
  }, async () => {
    const { cs, clientId, start } = await prepare();
    const tenants = await manyTenants(30);
    await Promise.all(Array.from({ length: 8 }, () => start(tenants)));
    await Promise.all([work(), work(), work()]);
    const jobs = async () => (await findBulkJobs(cs, { clientId }, {})).rows;
    await expect.poll(async () => (await jobs()).filter(({ state }) => state !== "finished").length, { timeout: 30_000 }).toBe(0);
    const [first, ...others] = (await jobs()).reverse();
    expect(first?.counts).toMatchObject({ done: 30, unchanged: 0 });
    for (const other of others) expect(other.counts).toMatchObject({ done: 0, unchanged: 30 });
    expect((await eventsOf({ clientId })).filter(({ action }) => action === "enablement.enabled")).toHaveLength(30);
    const spans = await asScope(
      { role: "staff" },
      (tx) => tx.$queryRaw<{ began: Date; ended: Date }[]>`
      select min(done_at) as began, max(done_at) as ended from bulk_job_item join bulk_job on id = job_id where client_id = ${clientId} group by job_id order by job_id`,
    );
    for (const [index, span] of spans.slice(1).entries()) expect(span.began.getTime()).toBeGreaterThanOrEqual(spans[index]?.ended.getTime() ?? 0);
  });

  it("R41 the worker killed three times on the way: 200 tenants end with 200 enablements and 200 events, none double", { timeout: 180_000 }, async () => {
    const result = await drillBulkJob({ tenants: 200, kills: 3, endsAt: Date.now() + 150_000 });
    expect(result.doneAtKill).toHaveLength(3);
    for (const done of result.doneAtKill) expect(done).toBeLessThan(200);
    expect(result).toMatchObject({ items: { done: 200 }, jobState: "finished", enablements: 200, events: 200, tenantsWithEvents: 200 });
  });
});

/** Makes the database refuse an enablement of one tenant, as a fault would. */
async function failFor(tenantId: string | null) {
  await asOwner(["enablement"], async (owner) => {
    await owner.query("DROP TRIGGER IF EXISTS fail_on_purpose ON enablement");
    if (!tenantId) return;
    await owner.query(`
      CREATE OR REPLACE FUNCTION fail_on_purpose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a fault'; END $$;
      CREATE TRIGGER fail_on_purpose BEFORE INSERT ON enablement FOR EACH ROW WHEN (NEW.tenant_id = '${tenantId}') EXECUTE FUNCTION fail_on_purpose()`);
  });
}
