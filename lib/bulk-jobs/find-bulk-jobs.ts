import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { findPartnerClient } from "#lib/bulk-jobs/find-partner-client";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import { isUuid } from "#lib/text";
import type { BulkJob, BulkJobItemState } from "#prisma/generated/client";

export type ItemState = BulkJobItemState;
export type BulkJobView = {
  jobId: string;
  clientId: string;
  verb: "enable" | "disable";
  /** `queued`: another job of the client is at work. `stopped`: who it acted for may not do this any more. */
  state: "queued" | "running" | "finished" | "cancelled" | "stopped";
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
  counts: Record<ItemState, number>;
  total: number;
  /** Lines of the list that named no tenant, or several. */
  unmatched: string[];
};

const PAGE_SIZE = 10;

/** The bulk jobs of a partner's client, the latest first. @throws DomainError `forbidden`; `not_found`. */
export async function findBulkJobs(actor: Actor, { clientId }: { clientId: string }, request: PageRequest): Promise<Page<BulkJobView>> {
  authorize(actor, "enablement.manage");
  const pageKey = uuidKey((job: BulkJobView) => job.jobId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      await findPartnerClient(tx, clientId);
      const where = { clientId, ...(key !== null && { id: { [than]: key } }) };
      return views(tx, clientId, await tx.bulkJob.findMany({ where, orderBy: { id: order }, take }));
    }),
  );
}

/** One job of this client. @throws DomainError `forbidden`; `not_found`. */
export async function getBulkJob(actor: Actor, { clientId, jobId }: { clientId: string; jobId: string }): Promise<BulkJobView> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    await findPartnerClient(tx, clientId);
    const found = isUuid(jobId) ? await tx.bulkJob.findMany({ where: { id: jobId, clientId } }) : [];
    const [job] = await views(tx, clientId, found);
    if (!job) throw notFound("This job");
    return job;
  });
}

async function views(tx: Tx, clientId: string, jobs: BulkJob[]): Promise<BulkJobView[]> {
  const ids = jobs.map(({ id }) => id);
  const atWork = await tx.bulkJob.findFirst({ where: { clientId, state: "running" }, orderBy: { id: "asc" }, select: { id: true } });
  const counted = await tx.$queryRaw<{ job_id: string; state: ItemState; items: number }[]>`
    select job_id, state, count(*)::int as items from bulk_job_item where job_id = any(${ids}::uuid[]) group by 1, 2`;
  return jobs.map((job) => {
    const counts = { waiting: 0, done: 0, unchanged: 0, failed: 0, cancelled: 0 };
    for (const { job_id, state, items } of counted) if (job_id === job.id) counts[state] = items;
    return {
      jobId: job.id,
      clientId: job.clientId,
      verb: job.kind === "enable" ? "enable" : "disable",
      state: job.state === "running" && atWork?.id !== job.id ? "queued" : job.state,
      createdBy: job.createdBy,
      createdAt: job.createdAt,
      finishedAt: job.finishedAt,
      counts,
      total: Object.values(counts).reduce((sum, count) => sum + count, 0),
      unmatched: job.unmatched,
    };
  });
}
