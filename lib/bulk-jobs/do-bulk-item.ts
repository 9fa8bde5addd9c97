import { actingFor } from "#lib/bulk-jobs/acting-for";
import type { Tx } from "#lib/db/as-scope";
import { disableWithin } from "#lib/enablements/disable-for-tenant";
import { enableWithin } from "#lib/enablements/enable-for-tenant";
import type { BulkJob } from "#prisma/generated/client";

export type BulkWork = Pick<BulkJob, "id" | "kind" | "clientId">;

/**
 * One tenant of a job: the change, its event and the item's new state are one transaction, so that it is done whole or not at all.
 * Whoever comes second finds that it waits no more, and does nothing.
 * @returns whether the job acts for somebody who may still do this; if not, nothing was done.
 * @throws DomainError what the verb refused.
 */
export async function doBulkItem(tx: Tx, job: BulkWork, tenantId: string): Promise<boolean> {
  const waiting = await tx.$queryRaw<unknown[]>`
    select 1 from bulk_job_item where job_id = ${job.id}::uuid and tenant_id = ${tenantId}::uuid and state = 'waiting' for update`;
  if (waiting.length === 0) return true;
  const actor = await actingFor(tx, job.id);
  if (!actor) return false;
  const change = job.kind === "enable" ? enableWithin : disableWithin;
  const { outcome } = await change(tx, actor, { clientId: job.clientId, tenantId });
  await tx.bulkJobItem.updateMany({ where: { jobId: job.id, tenantId, state: "waiting" }, data: { state: outcome, doneAt: new Date() } });
  return true;
}

/** What came of a tenant that the verb refused. */
export async function failBulkItem(tx: Tx, job: BulkWork, tenantId: string, message: string): Promise<void> {
  await tx.bulkJobItem.updateMany({ where: { jobId: job.id, tenantId, state: "waiting" }, data: { state: "failed", message, doneAt: new Date() } });
}
