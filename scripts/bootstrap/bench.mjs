import { generateClient } from "./build.mjs";
import { makeFolders } from "./folders.mjs";
import { installPackages } from "./install.mjs";
import { inheritNode } from "./run-node.mjs";
import { beforeExit } from "./shutdown.mjs";
import { openTestServer } from "./test-server.mjs";

/** `npm run bench`: on a throw-away database, as the tests are. */
export async function bench() {
  makeFolders();
  await installPackages();
  const { settings, stop } = await openTestServer();
  beforeExit(stop);
  await generateClient(settings);
  return inheritNode(["--import", "tsx", "scripts/bench/bench.ts"], { env: settings });
}
