import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { lockBulkJob } from "#lib/bulk-jobs/lock-bulk-job";
import type { BulkJobInput } from "#lib/bulk-jobs/schemas";
import type { BulkJobRef } from "#lib/bulk-jobs/start-bulk-job";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";

/**
 * What waits is not done any more; what is done stays. When this returns, nothing of the job is under way.
 * @returns how many tenants were left as they are.
 * @throws DomainError `forbidden`; `not_found`.
 */
export async function cancelBulkJob(actor: Actor, { jobId }: BulkJobInput): Promise<BulkJobRef & { cancelled: number }> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const job = await lockBulkJob(tx, jobId);
    if (job.state !== "running") return { clientId: job.clientId, jobId, cancelled: 0 };
    // Waits for a tenant that is under way: its row is locked until it is done.
    const { count: cancelled } = await tx.bulkJobItem.updateMany({ where: { jobId, state: "waiting" }, data: { state: "cancelled" } });
    await tx.bulkJob.updateMany({ where: { id: jobId }, data: { state: "cancelled", finishedAt: new Date() } });
    await recordEvent(tx, actor, { action: "bulk_job.cancelled", ...subjectOf(job.client), subjectId: jobId, after: { companies: cancelled } });
    return { clientId: job.clientId, jobId, cancelled };
  });
}
