import { recordEvent } from "#lib/audit/record-event";
import { actingFor } from "#lib/bulk-jobs/acting-for";
import { lockBulkJob } from "#lib/bulk-jobs/lock-bulk-job";
import { subjectOf } from "#lib/clients/lock-client";
import type { Tx } from "#lib/db/as-scope";

const LEFT = "Left as it was: whoever this job acts for may not do this any more. Retried, it goes on in the name of who retries it.";

/** Ends a job that acts for nobody any more. What waits is left, and can be retried by somebody else. */
export async function stopBulkJob(tx: Tx, jobId: string): Promise<void> {
  const job = await lockBulkJob(tx, jobId);
  if (job.state !== "running" || (await actingFor(tx, jobId))) return;
  const now = new Date();
  const left = await tx.bulkJobItem.updateMany({ where: { jobId, state: "waiting" }, data: { state: "failed", message: LEFT, doneAt: now } });
  await tx.bulkJob.updateMany({ where: { id: jobId }, data: { state: "stopped", finishedAt: now } });
  const actor = { kind: "system", name: "The worker" } as const;
  await recordEvent(tx, actor, { action: "bulk_job.stopped", ...subjectOf(job.client), subjectId: jobId, after: { companies: left.count } });
}
