import { findFreePort } from "./bootstrap/ports.mjs";
import { startProcesses } from "./bootstrap/processes.mjs";
import { inheritNode } from "./bootstrap/run-node.mjs";
import { beforeExit, runCommand } from "./bootstrap/shutdown.mjs";
import { findChromium } from "./find-chromium";
import { makeTestDatabases } from "./test-databases";

const playwright = "node_modules/@playwright/test/cli.js";

/** Runs the Playwright journeys against real processes on a database of their own. */
await runCommand(async () => {
  const CHROMIUM_PATH = findChromium();
  const { DATABASE_URL = "", SUPERUSER_DATABASE_URL } = process.env;
  const { first, drop } = await makeTestDatabases(DATABASE_URL, SUPERUSER_DATABASE_URL);
  beforeExit(drop);
  const settings = { ...process.env, ...first, ...(await findAddresses()), CHROMIUM_PATH };
  await startProcesses(settings, { logPrefix: "test-" });
  return inheritNode([playwright, "test", "--reporter=list,json", ...process.argv.slice(2)], { env: settings });
});

async function findAddresses() {
  const [SETUP_APP_PORT, TOKEN_SERVICE_PORT] = [await findFreePort(), await findFreePort()];
  return {
    SETUP_APP_PORT: String(SETUP_APP_PORT),
    SETUP_APP_URL: `http://localhost:${SETUP_APP_PORT}`,
    TOKEN_SERVICE_PORT: String(TOKEN_SERVICE_PORT),
    TOKEN_SERVICE_URL: `http://localhost:${TOKEN_SERVICE_PORT}`,
  };
}
