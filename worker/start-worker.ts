import { setTimeout as sleep } from "node:timers/promises";
import { type AddJobFunction, parseCronItems, Logger as QueueLogger, run } from "graphile-worker";
import pg from "pg";
import { closeDatabase } from "#lib/db/as-scope";
import type { Logger } from "#lib/log";
import { doBulkJobs, resumeBulkJobs } from "./bulk-jobs.ts";
import { deliverWebhook } from "./deliver-webhook.ts";
import { sendMail } from "./mailer.ts";
import { noteReauthenticated } from "./note-reauthenticated.ts";
import { purge } from "./purge.ts";
import { sendLink } from "./send-link.ts";

export type Worker = {
  /** Settles when everything has ended, by `stop` or because the queue failed. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

/** Takes jobs from the queue until stopped. @throws Error when the database cannot be reached. */
export async function startWorker(databaseUrl: string, log: Logger): Promise<Worker> {
  const pgPool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    application_name: "gatehouse worker",
    connectionTimeoutMillis: 5_000,
    // The login may be one that all processes share, and able to do more.
    onConnect: (client) => client.query("set role gh_worker"),
  });
  const onLost = (error: Error) => log.warn({ reason: error.message }, "lost a database connection");
  pgPool.on("error", onLost).on("connect", (client) => client.on("error", onLost));
  const runner = await run({
    pgPool,
    concurrency: 4,
    noHandleSignals: true,
    logger: new QueueLogger(({ taskIdentifier, jobId }) => (level, message) => {
      log[toPinoLevel(level)]({ task: taskIdentifier, job: jobId }, message);
    }),
    taskList: {
      purge: async (_payload, { withPgClient, abortSignal }) => {
        log.info({ rows: await purge(withPgClient, abortSignal) }, "purged");
      },
      "send-link": (payload) => sendLink(payload, sendMail),
      "deliver-webhook": (payload, { withPgClient }) => deliverWebhook(payload, withPgClient),
      "bulk-jobs": (payload, helpers) => doBulkJobs(payload, { ...helpers, askAgain: askForBulkJobs(helpers.addJob), signal: helpers.abortSignal, log }),
      "note-reauthenticated": async (_payload, { withPgClient }) => {
        await noteReauthenticated(withPgClient);
      },
      "resume-bulk-jobs": (_payload, { addJob }) => resumeBulkJobs(askForBulkJobs(addJob)),
    },
    parsedCronItems: parseCronItems([
      { task: "purge", match: "*/5 * * * *" },
      { task: "resume-bulk-jobs", match: "* * * * *" },
      { task: "note-reauthenticated", match: "*/30 * * * *" },
    ]),
  }).catch(async (error: unknown) => {
    await pgPool.end();
    throw error;
  });
  await runner.addJob("resume-bulk-jobs", {}, { jobKey: "resume-bulk-jobs" });
  const ended = runner.promise.finally(() => untilIdle(pgPool)).finally(() => Promise.all([pgPool.end(), closeDatabase()]));
  return {
    ended,
    async stop() {
      await runner.stop();
      await ended;
    },
  };
}

/** The queue says that it has ended while it still writes that its last jobs are done; unwritten, they would be done again. */
async function untilIdle(pool: pg.Pool) {
  for (let looks = 0; looks < 500 && (pool.waitingCount > 0 || pool.idleCount < pool.totalCount); looks++) await sleep(10);
}

/** As enqueue_bulk_jobs() does: one entry for each client, behind every other work. */
function askForBulkJobs(addJob: AddJobFunction) {
  return async (clientId: string) => {
    await addJob("bulk-jobs", { clientId }, { jobKey: `bulk-jobs ${clientId}`, priority: 10 });
  };
}

function toPinoLevel(level: `${"error" | "warning" | "info" | "debug"}`) {
  return level === "warning" ? "warn" : level;
}
