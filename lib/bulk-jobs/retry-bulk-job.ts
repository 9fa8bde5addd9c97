import { type Actor, personIdOf, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { lockBulkJob } from "#lib/bulk-jobs/lock-bulk-job";
import type { BulkJobInput } from "#lib/bulk-jobs/schemas";
import type { BulkJobRef } from "#lib/bulk-jobs/start-bulk-job";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

/**
 * Those that failed wait again, and nothing else does. From now on the job acts for the actor.
 * @throws DomainError `forbidden`; `not_found`; `conflict` while the job is at work.
 */
export async function retryBulkJob(actor: Actor, { jobId }: BulkJobInput): Promise<BulkJobRef & { retried: number }> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const job = await lockBulkJob(tx, jobId);
    if (job.state === "running") throw new DomainError("conflict", "This job is still at work. Retry what failed when it has ended.");
    const { count: retried } = await tx.bulkJobItem.updateMany({ where: { jobId, state: "failed" }, data: { state: "waiting", message: null, doneAt: null } });
    if (retried === 0) return { clientId: job.clientId, jobId, retried };
    await tx.bulkJob.updateMany({ where: { id: jobId }, data: { state: "running", finishedAt: null, actsForId: personIdOf(actor) } });
    await recordEvent(tx, actor, { action: "bulk_job.retried", ...subjectOf(job.client), subjectId: jobId, after: { companies: retried } });
    await tx.$executeRaw`select enqueue_bulk_jobs(${job.clientId})`;
    return { clientId: job.clientId, jobId, retried };
  });
}
