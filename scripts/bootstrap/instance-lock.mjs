import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "./folders.mjs";
import { Problem } from "./problem.mjs";

const lockFile = join(dataFolder, "running.json");

/** One Gatehouse per folder. The lock of a killed one is taken over. */
export function takeInstanceLock(addresses, file = lockFile) {
  const mine = JSON.stringify({ pid: process.pid, ...addresses });
  if (!create(file, mine)) {
    const holder = findRunningInstance(file);
    if (holder) {
      throw new Problem(
        `Gatehouse already runs in this folder, at ${holder.setupApp} and ${holder.tokenService}: use it, or stop it with Ctrl-C where it was started (process ${holder.pid}).`,
      );
    }
    rmSync(file, { force: true });
    if (!create(file, mine)) throw new Problem("Gatehouse is being started twice in this folder: wait for the other start.");
  }
  return async () => rmSync(file, { force: true });
}

/** The Gatehouse that runs in this folder, or null. */
export function findRunningInstance(file = lockFile) {
  const holder = readHolder(file);
  return holder && isRunning(holder.pid) ? holder : null;
}

// A link appears with its content or not at all.
function create(file, content) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code === "ESRCH") return false;
  }
  // In a container a new process soon bears the number of the killed one.
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || /scripts\/(start|run)\.mjs/.test(readFileSync(commandLine, "utf8"));
}
