import { closeSync } from "node:fs";
import { relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "./folders.mjs";
import { Problem } from "./problem.mjs";
import { logFile, openLog, spawnNode, tail } from "./run-node.mjs";
import { settingsOf } from "./settings.mjs";
import { beforeExit } from "./shutdown.mjs";

const patienceMs = 60_000;

/** Starts the setup app, the token service and the worker, and waits until each is ready. */
export async function startProcesses(settings, { logPrefix = "" } = {}) {
  const begin = (name, args, env, untilReady) => beginProcess(name, args, { env, untilReady, log: logFile(logPrefix + name.replace(" ", "-")) });
  const { SETUP_APP_PORT, TOKEN_SERVICE_PORT } = settings;
  const processes = [
    begin("setup app", ["--import", "tsx", "app/_server/main.ts"], settingsOf("APP_DATABASE_URL", settings), (process) =>
      untilAnswers(`http://127.0.0.1:${SETUP_APP_PORT}/api/ready`, process),
    ),
    begin("token service", ["--import", "tsx", "token-service/main.ts"], settingsOf("TOKEN_SERVICE_DATABASE_URL", settings), (process) =>
      untilAnswers(`http://127.0.0.1:${TOKEN_SERVICE_PORT}/ready`, process),
    ),
    begin("worker", ["--import", "tsx", "worker/main.ts"], settingsOf("WORKER_DATABASE_URL", settings), untilItSaysReady),
  ];
  beforeExit(() => Promise.all(processes.map(({ stop }) => stop())));
  const failure = Promise.race(processes.map(failWhenItEnds));
  await Promise.race([failure, Promise.all(processes.map((process) => process.untilReady(process)))]);
  return { failure };
}

function beginProcess(name, args, { env, untilReady, log }) {
  const output = openLog(log);
  const process = { name, log, untilReady, ...spawnNode(args, { env, output: [output, output] }) };
  closeSync(output);
  return process;
}

async function failWhenItEnds({ name, log, exited }) {
  const code = await exited;
  throw new Problem(`The ${name} ended by itself (${code}), so everything was stopped: read ${relative(root, log)}, which ends:\n\n${tail(log)}`);
}

async function untilAnswers(address, { name, log }) {
  let answer = "nothing";
  for (const start = Date.now(); Date.now() - start < patienceMs; await sleep(100)) {
    const response = await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (response?.ok) return;
    if (response) answer = `status ${response.status}`;
  }
  throw new Problem(`The ${name} is not ready after a minute (${address} answers ${answer}): read ${relative(root, log)}, which ends:\n\n${tail(log)}`);
}

async function untilItSaysReady({ name, log, child }) {
  const isReady = new Promise((resolve) => child.on("message", (message) => message === "ready" && resolve(true)));
  if (await Promise.race([isReady, sleep(patienceMs, false, { ref: false })])) return;
  throw new Problem(`The ${name} is not ready after a minute: read ${relative(root, log)}, which ends:\n\n${tail(log)}`);
}
