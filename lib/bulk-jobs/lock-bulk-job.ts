import type { Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import type { BulkJobGetPayload } from "#prisma/generated/models/BulkJob";

/** @throws DomainError `not_found`. */
export async function lockBulkJob(tx: Tx, jobId: string): Promise<BulkJobGetPayload<{ include: { client: true } }>> {
  await tx.$queryRaw`select from bulk_job where id = ${jobId}::uuid for update`;
  const job = await tx.bulkJob.findUnique({ where: { id: jobId }, include: { client: true } });
  if (!job) throw notFound("This job");
  return job;
}
