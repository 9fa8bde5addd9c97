import { spawn } from "node:child_process";
import { chownSync, closeSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findFreePort } from "./ports.mjs";
import { postgresAccount } from "./postgres-account.mjs";
import { findPostgresBinaries } from "./postgres-binaries.mjs";
import { Problem } from "./problem.mjs";
import { logFile, openLog, tail } from "./run-node.mjs";
import { say } from "./say.mjs";

const quickAndForgetful = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
const patienceMs = 60_000;

/**
 * Starts the PostgreSQL that npm installed, on 127.0.0.1 and a free port, with its data in `home`.
 * It stops when we stop it, and also when we are killed.
 */
export async function startPostgres(home, { superuserPassword, isForgetful = false, log = logFile("postgres") }) {
  const account = postgresAccount(home);
  const binaries = findPostgresBinaries(home, account);
  const data = join(home, "data");
  if (!existsSync(data)) await initialise(data, { home, binaries, account, superuserPassword, log });
  await stopLeftover(data);

  const port = await findFreePort();
  const options = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_timezone=UTC"];
  if (isForgetful) options.push(...quickAndForgetful);
  const server = run(join(binaries, "bin", "postgres"), ["-D", data, ...options.flatMap((option) => ["-c", option])], {
    home,
    account,
    log,
  });
  const guard = guardAgainstOurDeath(server.child);
  const stop = () => stopServer(server, guard);
  await waitUntilReady(server, data, log).catch((error) => stop().then(() => Promise.reject(error)));
  return { port, log, exited: server.exited, stop };
}

async function initialise(data, { home, binaries, account, superuserPassword, log }) {
  const draft = `${data}.draft`;
  const passwordFile = join(home, "password");
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid);

  const args = ["-D", draft, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8", "--no-locale"];
  const initdb = run(join(binaries, "bin", "initdb"), [...args, "--locale-provider=builtin", "--builtin-locale=C.UTF-8"], {
    home,
    account,
    log,
  });
  const guard = guardAgainstOurDeath(initdb.child);
  const code = await initdb.exited;
  guard?.kill();
  rmSync(passwordFile, { force: true });
  if (code !== 0) throw new Problem(`The database could not be made in ${home}: read ${log}, or set DATABASE_URL to a PostgreSQL of your own.\n${tail(log)}`);
  renameSync(draft, data);
}

function run(command, args, { home, account, log }) {
  const output = openLog(log);
  const child = spawn(command, args, {
    ...account,
    cwd: home,
    env: { PATH: process.env.PATH, LC_ALL: "C", ...(process.env.SystemRoot && { SystemRoot: process.env.SystemRoot }) },
    detached: true,
    windowsHide: true,
    stdio: ["ignore", output, output],
  });
  closeSync(output);
  const exited = new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(code ?? signal));
    child.once("error", (error) => resolve(error.code));
  });
  return { child, exited };
}

// The shell's input ends when we let go of it, and so also when we are killed.
function guardAgainstOurDeath({ pid }) {
  if (process.platform === "win32" || !pid) return null;
  const guard = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$1"', "sh", String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  return guard;
}

async function stopServer({ child, exited }, guard) {
  if (guard) guard.stdin.end();
  else child.kill("SIGINT");
  const impatience = setTimeout(() => child.kill("SIGQUIT"), 15_000);
  await exited;
  clearTimeout(impatience);
}

async function waitUntilReady({ child, exited }, data, log) {
  let exitCode;
  exited.then((code) => {
    exitCode = code;
  });
  for (const start = Date.now(); Date.now() - start < patienceMs; await sleep(20)) {
    if (exitCode !== undefined) break;
    const pidFile = readPidFile(data);
    if (pidFile?.pid === child.pid && pidFile.status === "ready") return;
  }
  throw new Problem(`The embedded PostgreSQL did not start: read ${log}, or set DATABASE_URL to a PostgreSQL of your own.\n${tail(log, 5)}`);
}

async function stopLeftover(data) {
  const leftover = readPidFile(data);
  if (!leftover) return;
  if (!isServerOf(data, leftover.pid)) {
    // The number may be another program's by now, and PostgreSQL would not start because of it.
    rmSync(join(data, "postmaster.pid"), { force: true });
    return;
  }
  say("Stopping the PostgreSQL that a killed start left running");
  process.kill(leftover.pid, "SIGINT");
  for (const start = Date.now(); readPidFile(data); await sleep(50)) {
    if (Date.now() - start > patienceMs)
      throw new Problem(`An earlier PostgreSQL (process ${leftover.pid}) does not stop: end it with \`kill -QUIT ${leftover.pid}\`.`);
  }
}

function isServerOf(data, pid) {
  try {
    process.kill(pid, 0);
    const commandLine = `/proc/${pid}/cmdline`;
    return !existsSync("/proc/self/cmdline") || readFileSync(commandLine, "utf8").includes(data);
  } catch {
    return false;
  }
}

/** The port of the server that runs on this home's data, or null. */
export function findRunningPort(home) {
  const data = join(home, "data");
  const pidFile = readPidFile(data);
  return pidFile && isServerOf(data, pidFile.pid) ? pidFile.port : null;
}

// The lines of postmaster.pid: process, data folder, start time, port, socket folder, address, shared memory, state.
function readPidFile(data) {
  try {
    const lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() };
  } catch {
    return null;
  }
}
