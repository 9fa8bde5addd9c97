import { env } from "#lib/env";
import { spawnNode } from "../../scripts/bootstrap/run-node.mjs";

export type WorkerProcess = { untilReady: Promise<unknown>; kill: () => Promise<void>; stop: () => Promise<void> };

/** A worker of its own, as `npm start` runs it; `kill` is SIGKILL. It ends with this process at the latest. */
export function aWorker(): WorkerProcess {
  const { PATH, HOME, NODE_ENV } = process.env;
  const { SESSION_SECRET, ENCRYPTION_KEY, WORKER_DATABASE_URL } = env();
  const settings = { PATH, HOME, NODE_ENV, SESSION_SECRET, ENCRYPTION_KEY, WORKER_DATABASE_URL, LOG_LEVEL: "fatal" };
  const { child, exited, stop } = spawnNode(["--import", "tsx", "worker/main.ts"], { env: settings, output: ["ignore", "ignore"] });
  const isReady = new Promise((resolve) => child.once("message", resolve));
  return {
    untilReady: Promise.race([isReady, exited]),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    stop,
  };
}
