import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { findBulkJobItems } from "#lib/bulk-jobs/find-bulk-job-items";
import { getBulkJob } from "#lib/bulk-jobs/find-bulk-jobs";
import { planBulkJob } from "#lib/bulk-jobs/plan-bulk-job";
import { startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { asScope } from "#lib/db/as-scope";
import { aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aWorker } from "#world/a-worker";
import { manyTenants } from "#world/many-tenants";

export type DrillResult = {
  /** How many tenants were done when the worker was killed, each time. */
  doneAtKill: number[];
  items: Record<string, number>;
  jobState: string;
  enablements: number;
  events: number;
  tenantsWithEvents: number;
  /** What staff wait for, with all of it in the table. */
  milliseconds: { dryRun: number; start: number; page: number };
};

/** Enables a client for many tenants, kills the worker on the way so many times, and then lets two at once finish. */
export async function drillBulkJob({
  tenants,
  kills,
  endsAt,
  say = () => {},
}: {
  tenants: number;
  kills: number;
  endsAt: number;
  say?: (text: string) => void;
}): Promise<DrillResult> {
  const cs = await aStaff({ role: "cs" });
  const { clientId } = await aPartnerClient(cs);
  const tag = randomUUID();
  await manyTenants(tenants, { tag });
  const input = startBulkJobInput.parse({ clientId, verb: "enable", selection: "filter", search: tag, idempotencyKey: randomUUID() });
  const [dryRun] = await timed(() => planBulkJob(cs, input));
  const [start, { jobId }] = await timed(() => startBulkJob(cs, input));
  const countDone = () => asScope({ role: "staff" }, (tx) => tx.bulkJobItem.count({ where: { jobId, state: { not: "waiting" } } }));
  const until = async (enough: (done: number) => boolean) => {
    for (;;) {
      const done = await countDone();
      if (enough(done)) return;
      if (Date.now() > endsAt) throw new Error(`the time is over, and ${done} of ${tenants} are done`);
      await sleep(50);
    }
  };

  const doneAtKill: number[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    const worker = aWorker();
    try {
      await until((done) => done >= (tenants * kill) / (kills + 2));
    } finally {
      await worker.kill();
    }
    doneAtKill.push(await countDone());
    say(`killed the worker for the ${kill}. time: ${doneAtKill.at(-1)} of ${tenants} are done`);
  }
  const workers = [aWorker(), aWorker()];
  try {
    await until((done) => done >= tenants);
    while ((await stateOf(jobId)) === "running" && Date.now() < endsAt) await sleep(50);
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
  const [page] = await timed(async () => [await getBulkJob(cs, { clientId, jobId }), await findBulkJobItems(cs, { jobId }, {})]);
  return { doneAtKill, ...(await countOutcome(clientId, jobId)), milliseconds: { dryRun, start, page } };
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const began = performance.now();
  const result = await work();
  return [Math.round(performance.now() - began), result];
}

async function stateOf(jobId: string): Promise<string> {
  const job = await asScope({ role: "staff" }, (tx) => tx.bulkJob.findUniqueOrThrow({ where: { id: jobId } }));
  return job.state;
}

async function countOutcome(clientId: string, jobId: string) {
  return asScope({ role: "staff" }, async (tx) => {
    const items = await tx.bulkJobItem.groupBy({ by: ["state"], where: { jobId }, _count: true });
    const where = { clientId, action: "enablement.enabled" };
    return {
      items: Object.fromEntries(items.map(({ state, _count }) => [state, _count])),
      jobState: (await tx.bulkJob.findUniqueOrThrow({ where: { id: jobId } })).state,
      enablements: await tx.enablement.count({ where: { clientId } }),
      events: await tx.auditEvent.count({ where }),
      tenantsWithEvents: (await tx.auditEvent.groupBy({ by: ["tenantId"], where })).length,
    };
  });
}
