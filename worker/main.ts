import { setTimeout as sleep } from "node:timers/promises";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { startWorker } from "./start-worker.ts";

const RETRY_AFTER_MS = 5_000;

// The verbs that jobs call go through asScope, with the worker's own login.
process.env.APP_DATABASE_URL ||= process.env.WORKER_DATABASE_URL || process.env.DATABASE_URL;
const log = createLog("worker", "info");

try {
  const { WORKER_DATABASE_URL, LOG_LEVEL } = env();
  log.level = LOG_LEVEL;
  if (!WORKER_DATABASE_URL) throw new Error("WORKER_DATABASE_URL or DATABASE_URL must be set.");
  let worker = await startWorker(WORKER_DATABASE_URL, log);
  log.info("the worker is running");
  process.send?.("ready");

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await worker.stop().catch((error: unknown) => log.warn({ err: error }, "the worker did not stop cleanly"));
    process.exit(0);
  };
  // "disconnect": whoever started this process is gone.
  for (const event of ["SIGTERM", "SIGINT", "disconnect"]) process.once(event, stop);

  // The queue is begun anew when it fails: jobs wait in the database until it can be reached again. One failure comes as a promise
  // that nobody waits for, when the database goes away as a job ends.
  process.on("unhandledRejection", (error) => {
    log.error({ err: error }, "the queue failed");
    void worker.stop().catch(() => undefined);
  });
  for (;;) {
    await worker.ended.catch((error: unknown) => log.error({ err: error }, "the queue failed"));
    if (isStopping) break;
    await sleep(RETRY_AFTER_MS);
    worker = await startWorker(WORKER_DATABASE_URL, log).catch((error: unknown) => {
      log.error({ err: error }, "the queue cannot be reached");
      return worker;
    });
  }
} catch (error) {
  log.fatal(error instanceof Error ? error.message : "the worker could not start");
  process.exit(1);
}
