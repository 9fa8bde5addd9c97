import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { buildSetupApp, generateClient } from "./build.mjs";
import { openDatabase } from "./database.mjs";
import { loadDotenv } from "./dotenv.mjs";
import { logFolder, makeFolders, root } from "./folders.mjs";
import { installPackages } from "./install.mjs";
import { takeInstanceLock } from "./instance-lock.mjs";
import { assertPortsFree } from "./ports.mjs";
import { Problem } from "./problem.mjs";
import { startProcesses } from "./processes.mjs";
import { askNode } from "./run-node.mjs";
import { readSettings } from "./settings.mjs";
import { beforeExit } from "./shutdown.mjs";

/** `npm start`, and with `isDemo` `npm run demo`. It returns only by failing. */
export async function start({ isDemo }) {
  makeFolders();
  const given = readSettings(loadDotenv());
  beforeExit(takeInstanceLock({ setupApp: given.SETUP_APP_URL, tokenService: given.TOKEN_SERVICE_URL }));
  await assertPortsFree(given);
  await installPackages();
  const { settings, exited } = await openDatabase(given, { database: isDemo ? "gatehouse_demo" : "gatehouse" });
  await runScript("scripts/prepare-database.ts", settings, isDemo ? ["--demo"] : []);
  await generateClient(settings);
  await buildSetupApp(settings);
  const people = isDemo ? await runScript("prisma/seed.ts", settings) : await runScript("scripts/first-admin.ts", settings);
  const { failure } = await startProcesses(settings);
  greet(settings, people);
  await Promise.race([failure, failWithDatabase(exited)]);
}

async function runScript(script, settings, args = []) {
  if (!existsSync(join(root, script))) return "";
  return askNode(["--import", "tsx", script, ...args], { env: settings });
}

async function failWithDatabase(exited) {
  await exited;
  throw new Problem("The embedded PostgreSQL ended by itself, so everything was stopped: read .data/logs/postgres.log and start again.");
}

function greet({ SETUP_APP_URL, TOKEN_SERVICE_URL }, people) {
  console.log(`
  Gatehouse runs.

  Setup app      ${SETUP_APP_URL}
  Token service  ${TOKEN_SERVICE_URL}
  Logs           ${relative(root, logFolder)}
${people && `\n${people.replace(/^/gm, "  ")}\n`}
  Ctrl-C stops everything.
`);
}
