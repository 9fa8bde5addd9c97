import { setTimeout as sleep } from "node:timers/promises";
import { type AddJobFunction, parseCronItems, Logger as QueueLogger, type Runner, run } from "graphile-worker";
import pg from "pg";
import { closeDatabase } from "#lib/db/as-scope";
import { env } from "#lib/env";
import type { Logger } from "#lib/log";
import { doBulkJobs, resumeBulkJobs } from "./bulk-jobs.ts";
import { deliverWebhooks, resumeWebhooks } from "./deliver-webhooks.ts";
import { sendMail } from "./mailer.ts";
import { noteReauthenticated } from "./note-reauthenticated.ts";
import { purge } from "./purge.ts";
import { sendLink } from "./send-link.ts";
import { sweep } from "./sweep.ts";

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
  const logger = new QueueLogger(({ taskIdentifier, jobId }) => (level, message) => {
    log[toPinoLevel(level)]({ task: taskIdentifier, job: jobId }, message);
  });
  const shared = { pgPool, noHandleSignals: true, logger };
  const runner = await run({
    ...shared,
    concurrency: 4,
    taskList: {
      purge: async (_payload, { withPgClient, abortSignal }) => {
        log.info({ rows: await purge(withPgClient, env(), abortSignal) }, "purged");
      },
      sweep: async (_payload, { withPgClient, abortSignal }) => {
        log.info({ tokens: await sweep(withPgClient, abortSignal) }, "swept");
      },
      "send-link": (payload) => sendLink(payload, sendMail),
      "bulk-jobs": (payload, helpers) => doBulkJobs(payload, { ...helpers, askAgain: askForBulkJobs(helpers.addJob), signal: helpers.abortSignal, log }),
      "note-reauthenticated": async (_payload, { withPgClient }) => {
        await noteReauthenticated(withPgClient);
      },
      "resume-bulk-jobs": (_payload, { addJob }) => resumeBulkJobs(askForBulkJobs(addJob)),
      "resume-webhooks": (_payload, { withPgClient, addJob }) => resumeWebhooks({ withPgClient, askAgain: askForWebhook(addJob) }),
    },
    parsedCronItems: parseCronItems([
      { task: "purge", match: "*/5 * * * *" },
      { task: "sweep", match: "17 3 * * *" },
      { task: "resume-bulk-jobs", match: "* * * * *" },
      { task: "resume-webhooks", match: "* * * * *" },
      { task: "note-reauthenticated", match: "*/30 * * * *" },
    ]),
  }).catch(async (error: unknown) => {
    await pgPool.end();
    throw error;
  });
  // Looked at below, when both are there.
  runner.promise.catch(() => undefined);
  // Receivers may be slow, so messages have places of their own.
  const messenger = await run({
    ...shared,
    concurrency: 4,
    taskList: {
      "deliver-webhooks": (payload, helpers) =>
        deliverWebhooks(payload, { ...helpers, askAgain: askForWebhook(helpers.addJob), signal: helpers.abortSignal, log }),
    },
  }).catch(async (error: unknown) => {
    await stopAll([runner]);
    await pgPool.end();
    throw error;
  });
  await runner.addJob("resume-bulk-jobs", {}, { jobKey: "resume-bulk-jobs" });
  await runner.addJob("resume-webhooks", {}, { jobKey: "resume-webhooks" });
  const ended = endTogether(runner, messenger)
    .finally(() => untilIdle(pgPool))
    .finally(() => Promise.all([pgPool.end(), closeDatabase()]));
  return {
    ended,
    async stop() {
      await stopAll([runner, messenger]);
      await ended;
    },
  };
}

async function stopAll(runners: Runner[]): Promise<void> {
  // One that has ended refuses to be stopped.
  await Promise.all(runners.map((runner) => runner.stop().catch(() => undefined)));
}

/** Where one fails, the other ends too. */
async function endTogether(...runners: Runner[]): Promise<void> {
  const outcomes = await Promise.allSettled(runners.map(({ promise }) => promise.finally(() => stopAll(runners))));
  for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
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

/** As announce() does, at a time; one such wish for each webhook. */
function askForWebhook(addJob: AddJobFunction) {
  return async (webhookId: string, runAt: Date, jobKeyMode: "replace" | "preserve_run_at") => {
    await addJob("deliver-webhooks", { webhookId }, { jobKey: `deliver-webhooks ${webhookId}`, jobKeyMode, priority: 20, runAt });
  };
}

function toPinoLevel(level: `${"error" | "warning" | "info" | "debug"}`) {
  return level === "warning" ? "warn" : level;
}
