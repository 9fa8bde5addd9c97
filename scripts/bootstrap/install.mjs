import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./folders.mjs";
import { Problem } from "./problem.mjs";
import { logFile, runNode } from "./run-node.mjs";
import { say } from "./say.mjs";

/** Installs what package-lock.json says, unless it is installed already, by us or by hand. */
export async function installPackages() {
  const wanted = readPackages(join(root, "package-lock.json"));
  if (!wanted) throw new Problem("package-lock.json is missing or broken: restore it with `git checkout package-lock.json`.");
  // npm writes this file when an installation is complete.
  const installed = readPackages(join(root, "node_modules", ".package-lock.json"));
  if (installed && isInstalled(wanted, installed)) return;

  say("Installing packages (a minute or two)");
  await runNode([findNpm(), "ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"], {
    env: process.env,
    log: logFile("install"),
    failure: "The packages could not be installed: check that this machine reaches its npm registry, and run the command again.",
  });
}

export function isInstalled(wanted, installed) {
  const names = Object.keys(wanted).filter((name) => name !== "");
  return (
    names.every((name) => installed[name]?.version === wanted[name].version || (!installed[name] && isForOthers(wanted[name]))) &&
    Object.keys(installed).every((name) => name in wanted)
  );
}

function isForOthers({ optional, os, cpu, libc }) {
  return Boolean(optional) && !(os?.includes(process.platform) && cpu?.includes(process.arch) && !libc);
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

function findNpm() {
  const runner = process.env.npm_execpath;
  if (runner && basename(runner) === "npm-cli.js") return runner;
  throw new Problem("Start Gatehouse with npm (`npm start`, `npm run demo`, `npm test`), which installs its packages.");
}
