import { generateClient } from "./build.mjs";
import { openDatabase } from "./database.mjs";
import { loadDotenv } from "./dotenv.mjs";
import { makeFolders } from "./folders.mjs";
import { installPackages } from "./install.mjs";
import { findRunningInstance, takeInstanceLock } from "./instance-lock.mjs";
import { inheritNode } from "./run-node.mjs";
import { readSettings } from "./settings.mjs";
import { beforeExit } from "./shutdown.mjs";

/** Runs one script as `npm start` would: with its settings, and beside its database or, when nothing runs, on a database started for it. */
export async function run(script, args) {
  makeFolders();
  const given = readSettings(loadDotenv());
  const isBeside = findRunningInstance() !== null;
  if (!isBeside) beforeExit(takeInstanceLock({ setupApp: given.SETUP_APP_URL, tokenService: given.TOKEN_SERVICE_URL }));
  await installPackages();
  const { settings } = await openDatabase(given, { database: "gatehouse", isBeside });
  await generateClient(settings);
  return inheritNode(["--import", "tsx", script, ...args], { env: settings });
}
