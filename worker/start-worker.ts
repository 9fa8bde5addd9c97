import { parseCronItems, Logger as QueueLogger, run } from "graphile-worker";
import pg from "pg";
import { closeDatabase } from "#lib/db/as-scope";
import type { Logger } from "#lib/log";
import { sendMail } from "./mailer.ts";
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
    max: 6,
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
    },
    parsedCronItems: parseCronItems([{ task: "purge", match: "*/5 * * * *" }]),
  }).catch(async (error: unknown) => {
    await pgPool.end();
    throw error;
  });
  const ended = runner.promise.finally(() => Promise.all([pgPool.end(), closeDatabase()]));
  return {
    ended,
    async stop() {
      await runner.stop();
      await ended;
    },
  };
}

function toPinoLevel(level: `${"error" | "warning" | "info" | "debug"}`) {
  return level === "warning" ? "warn" : level;
}
