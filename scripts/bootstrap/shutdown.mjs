import { Problem } from "./problem.mjs";

const cleanups = [];
let stopping;

/** Cleanups run once, the latest first, however the command ends. */
export function beforeExit(cleanup) {
  cleanups.push(cleanup);
}

export function isStopping() {
  return stopping !== undefined;
}

export function stopEverything() {
  stopping ??= runCleanups();
  return stopping;
}

async function runCleanups() {
  while (cleanups.length > 0) {
    const cleanup = cleanups.pop();
    await cleanup().catch((error) => console.error(error.message));
  }
}

/** Runs a command so that it leaves nothing running, whether it returns, fails or is told to stop. */
export async function runCommand(main, { exitCodeWhenStopped = 0 } = {}) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    // npm passes Ctrl-C on to a process that the terminal has already told, so a second signal says nothing new.
    process.on(signal, () => stopEverything().then(() => process.exit(exitCodeWhenStopped)));
  }
  stopWithNpm();
  try {
    const exitCode = (await main()) ?? 0;
    await stopEverything();
    process.exit(exitCode);
  } catch (error) {
    // What was told to stop fails in the code that waits for it.
    if (isStopping()) return;
    await stopEverything();
    console.error(explain(error));
    process.exit(1);
  }
}

function explain(error) {
  if (error instanceof Problem) return error.message;
  if (!["EACCES", "EPERM", "EROFS", "ENOSPC"].includes(error?.code) || !error.path) return error;
  return `${error.path} cannot be used (${error.code}): start Gatehouse with the account that owns it, on a disk that is writable and has room.`;
}

// A killed npm tells its script nothing.
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}
