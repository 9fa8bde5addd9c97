import { type Actor, personIdOf, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { findPartnerClient, refuseEnablingDeleted } from "#lib/bulk-jobs/find-partner-client";
import { type BulkPlan, planOf, readPlan } from "#lib/bulk-jobs/plan-bulk-job";
import type { StartBulkJobInput } from "#lib/bulk-jobs/schemas";
import { sentForAnother } from "#lib/clients/idempotency";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

export type BulkJobRef = { clientId: string; jobId: string };

/** Of one client, this many may wait for their turn or be at work (RL-07). */
const MOST_UNFINISHED = 50;

/**
 * Writes down what is to be done, and asks the worker to do it, in one transaction: exactly what was previewed, or nothing. Sent twice, it is one job.
 * Of a list, every tenant that is found gets a result; of a filter, only those that would change.
 * @throws DomainError `forbidden`; `not_found`; `conflict` for a client that is deleted or has too many jobs, or when it is not what was previewed; `invalid` when there is nothing to do.
 */
export async function startBulkJob(actor: Actor, input: StartBulkJobInput): Promise<BulkJobRef> {
  authorize(actor, "enablement.manage");
  const { clientId, verb, selection, idempotencyKey } = input;
  const createdById = personIdOf(actor);
  return asScope(scopeOf(actor), async (tx) => {
    const client = await findPartnerClient(tx, clientId);
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${createdById} ${idempotencyKey}`}, 0))`;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`start bulk job ${clientId}`}, 0))`;
    const earlier = await tx.bulkJob.findUnique({ where: { createdById_idempotencyKey: { createdById, idempotencyKey } } });
    if (earlier && earlier.clientId !== clientId) throw sentForAnother();
    if (earlier) return { clientId, jobId: earlier.id };
    refuseEnablingDeleted(client, verb);
    await refuseTooMany(tx, clientId);

    const plan = await readPlan(tx, input, client.environment);
    if (plan.will === 0) throw new DomainError("invalid", `There is no tenant to ${verb} it for.`, selection === "list" ? "tenants" : "selection");
    if (input.previewed !== undefined && input.previewed !== plan.mark) throw changedSince(input.previewed, plan);
    const unmatched = plan.unmatched.map(({ text }) => text);
    const { id: jobId } = await tx.bulkJob.create({
      data: { kind: verb, clientId, createdById, createdBy: actor.name, actsForId: createdById, idempotencyKey, unmatched },
    });
    const companies = await tx.$executeRaw`
      with ${planOf(input, client.environment)}
      insert into bulk_job_item (job_id, tenant_id)
      select ${jobId}::uuid, tenant_id from worked_on where (select mark from marked) = ${plan.mark}`;
    // It changed between the two questions.
    if (companies === 0) throw changedSince(plan.mark, plan);
    await recordEvent(tx, actor, { action: `bulk_job.${verb}_started`, ...subjectOf(client), subjectId: jobId, after: { companies } });
    await tx.$executeRaw`select enqueue_bulk_jobs(${clientId})`;
    return { clientId, jobId };
  });
}

function changedSince(previewed: string, { will }: BulkPlan): DomainError {
  const before = Number(previewed.split(" ")[0]);
  const what = before === will ? `other companies are among the ${will}` : `${before} ${before === 1 ? "company" : "companies"} became ${will}`;
  return new DomainError("conflict", `Since you looked, ${what}. Nothing was started: see again what would happen, then start it.`);
}

async function refuseTooMany(tx: Tx, clientId: string): Promise<void> {
  const unfinished = await tx.bulkJob.count({ where: { clientId, state: "running" } });
  if (unfinished < MOST_UNFINISHED) return;
  throw new DomainError("conflict", `This client has ${unfinished} bulk jobs that are not finished. Wait for them, or cancel some.`);
}
