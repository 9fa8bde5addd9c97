import type { PoolClient } from "pg";
import { z } from "zod";
import { clientsWithBulkJobs, finishBulkJob, nextBulkJob, waitingTenants } from "#lib/bulk-jobs/bulk-turn";
import { type BulkWork, doBulkItem, failBulkItem } from "#lib/bulk-jobs/do-bulk-item";
import { stopBulkJob } from "#lib/bulk-jobs/stop-bulk-job";
import { clientIdField } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import type { Logger } from "#lib/log";

/** After this, other work gets its turn, and the rest is asked for anew. */
const TURN_MS = 5_000;
const CHUNK = 100;
const LANES = 4;

const bulkWork = z.object({ clientId: clientIdField });

type Helpers = {
  withPgClient: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;
  askAgain: (clientId: string) => Promise<void>;
  log: Logger;
  signal?: AbortSignal | undefined;
};

/** Does some of the bulk jobs of one client. Of several workers at once one does; the others leave it to that one. */
export async function doBulkJobs(payload: unknown, helpers: Helpers): Promise<void> {
  const { clientId } = bulkWork.parse(payload);
  const wasOurs = await helpers.withPgClient((client) => withTurn(client, clientId, () => takeTurn(clientId, helpers)));
  // After the turn is given back: what came meanwhile found it taken, and relied on this look.
  if (wasOurs && (await asStaff((tx) => nextBulkJob(tx, clientId)))) await helpers.askAgain(clientId);
}

/** Asks for what a worker that was killed left behind: the queue would keep it locked for hours. */
export async function resumeBulkJobs(askAgain: Helpers["askAgain"]): Promise<void> {
  for (const clientId of await asStaff(clientsWithBulkJobs)) await askAgain(clientId);
}

/** The turn ends with its connection, so nobody who dies keeps it. */
async function withTurn(client: PoolClient, clientId: string, work: () => Promise<void>): Promise<boolean> {
  await client.query("begin");
  try {
    const { rows } = await client.query("select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as is_ours", [`bulk jobs of ${clientId}`]);
    if (rows[0].is_ours) await work();
    return rows[0].is_ours;
  } finally {
    await client.query("rollback");
  }
}

async function takeTurn(clientId: string, { log, signal }: Helpers): Promise<void> {
  const ends = Date.now() + TURN_MS;
  const isOver = () => signal?.aborted === true || Date.now() > ends;
  while (!isOver()) {
    const job = await asStaff((tx) => nextBulkJob(tx, clientId));
    if (!job) return;
    const waiting = await asStaff((tx) => waitingTenants(tx, job.id, CHUNK));
    if (waiting.length === 0) await asStaff((tx) => finishBulkJob(tx, job.id));
    const lane = async () => {
      for (let tenantId = waiting.pop(); tenantId !== undefined && !isOver(); tenantId = waiting.pop()) await doOne(job, tenantId, log);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }
}

async function doOne(job: BulkWork, tenantId: string, log: Logger): Promise<void> {
  try {
    const actsForSomebody = await asStaff((tx) => doBulkItem(tx, job, tenantId));
    if (!actsForSomebody) await asStaff((tx) => stopBulkJob(tx, job.id));
  } catch (error) {
    const message = error instanceof DomainError ? error.message : "Gatehouse failed at this one. The reason is in the worker's log; it can be retried.";
    if (!(error instanceof DomainError)) log.error({ err: error, job: job.id, tenant: tenantId }, "a tenant of a bulk job failed");
    // Where this fails too, the database is away: the job waits for it.
    await asStaff((tx) => failBulkItem(tx, job, tenantId, message));
  }
}

const asStaff = <T>(work: Parameters<typeof asScope<T>>[1]) => asScope({ role: "staff" }, work);
