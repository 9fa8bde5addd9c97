import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { logFolder, root } from "./folders.mjs";
import { Problem } from "./problem.mjs";
import { beforeExit, isStopping } from "./shutdown.mjs";

const preload = new URL("./exit-with-parent.mjs", import.meta.url).href;
const largestLogBytes = 10 * 1024 * 1024;
const patienceMs = 10_000;

/** Starts Node on a script. It ends when we do, and does not hear the terminal's Ctrl-C: we stop it in order. */
export function spawnNode(args, { env, output }) {
  const child = spawn(process.execPath, ["--import", preload, ...args], {
    cwd: root,
    env: { ...env, EXIT_WITH_PARENT: String(process.pid) },
    detached: true,
    windowsHide: true,
    stdio: ["ignore", ...output, "ipc"],
  });
  const exited = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  return { child, exited, stop: () => stop(child, exited) };
}

/** Runs Node on a script to its end, writing to a log, and fails with the end of that log. */
export async function runNode(args, { env, log, failure }) {
  const output = openLog(log);
  const run = spawnNode(args, { env, output: [output, output] });
  beforeExit(run.stop);
  closeSync(output);
  if ((await outcome(run)) !== 0) throw new Problem(`${failure} The whole story is in ${relative(root, log)}, which ends:\n\n${tail(log)}`);
}

/** Runs Node on a script that explains its own failure in one sentence, and returns what it printed. */
export async function askNode(args, { env }) {
  const run = spawnNode(args, { env: { ...env, NODE_NO_WARNINGS: "1" }, output: ["pipe", "pipe"] });
  beforeExit(run.stop);
  const [printed, complaint, code] = await Promise.all([readAll(run.child.stdout), readAll(run.child.stderr), outcome(run)]);
  if (code !== 0) throw new Problem(complaint.trim() || `${args.at(-1)} ended with ${code}.`);
  return printed.trim();
}

/** Runs Node on a script that speaks for itself, and returns its exit code. */
export async function inheritNode(args, { env }) {
  const run = spawnNode(args, { env, output: ["inherit", "inherit"] });
  beforeExit(run.stop);
  const code = await outcome(run);
  return typeof code === "number" ? code : 1;
}

export function logFile(name) {
  return join(logFolder, `${name}.log`);
}

export function openLog(log) {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "a");
  if (statSync(log).size > largestLogBytes) truncateSync(log);
  return output;
}

export function tail(log, lines = 20) {
  return readFileSync(log, "utf8").trimEnd().split("\n").slice(-lines).join("\n");
}

// What was stopped with everything else has no outcome, and what waits for it does not go on.
async function outcome({ exited }) {
  const code = await exited;
  if (isStopping()) await new Promise(() => {});
  return code;
}

async function readAll(stream) {
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += chunk;
  return text;
}

async function stop(child, exited) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const impatience = setTimeout(() => child.kill("SIGKILL"), patienceMs);
  await exited;
  clearTimeout(impatience);
}
