import { finishBulkJob, nextBulkJob, waitingTenants } from "#lib/bulk-jobs/bulk-turn";
import { doBulkItem, failBulkItem } from "#lib/bulk-jobs/do-bulk-item";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

const MANY = 1000;

/** Does a client's bulk jobs at once, as the worker would in time. */
export async function finishBulkJobs({ clientId }: { clientId: string }): Promise<void> {
  for (;;) {
    const job = await asStaff((tx) => nextBulkJob(tx, clientId));
    if (!job) return;
    for (const tenantId of await asStaff((tx) => waitingTenants(tx, job.id, MANY))) {
      await asStaff((tx) => doBulkItem(tx, job, tenantId)).catch((error) => {
        if (!(error instanceof DomainError)) throw error;
        return asStaff((tx) => failBulkItem(tx, job, tenantId, error.message));
      });
    }
    await asStaff((tx) => finishBulkJob(tx, job.id));
  }
}

function asStaff<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return asScope({ role: "staff" }, work);
}
