import type { BulkWork } from "#lib/bulk-jobs/do-bulk-item";
import type { Tx } from "#lib/db/as-scope";

/** The job of a client whose turn it is: the oldest that is not finished. */
export function nextBulkJob(tx: Tx, clientId: string): Promise<BulkWork | null> {
  return tx.bulkJob.findFirst({ where: { clientId, state: "running" }, orderBy: { id: "asc" } });
}

/** Some tenants that wait. */
export async function waitingTenants(tx: Tx, jobId: string, take: number): Promise<string[]> {
  const items = await tx.bulkJobItem.findMany({ where: { jobId, state: "waiting" }, orderBy: { tenantId: "asc" }, take, select: { tenantId: true } });
  return items.map(({ tenantId }) => tenantId);
}

/** Nothing happens while something waits: the lock keeps out who would make it wait again. */
export async function finishBulkJob(tx: Tx, jobId: string): Promise<void> {
  await tx.$queryRaw`select from bulk_job where id = ${jobId}::uuid for update`;
  const where = { id: jobId, state: "running" as const, items: { none: { state: "waiting" as const } } };
  await tx.bulkJob.updateMany({ where, data: { state: "finished", finishedAt: new Date() } });
}

/** Clients that have something to do. */
export async function clientsWithBulkJobs(tx: Tx): Promise<string[]> {
  const jobs = await tx.bulkJob.findMany({ where: { state: "running" }, distinct: ["clientId"], select: { clientId: true } });
  return jobs.map(({ clientId }) => clientId);
}
