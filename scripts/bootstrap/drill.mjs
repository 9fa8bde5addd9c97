import { generateClient } from "./build.mjs";
import { makeFolders } from "./folders.mjs";
import { installPackages } from "./install.mjs";
import { Problem } from "./problem.mjs";
import { inheritNode } from "./run-node.mjs";
import { beforeExit } from "./shutdown.mjs";
import { openTestServer } from "./test-server.mjs";

const drills = ["bulk", "kill", "fuzz", "noisy-neighbour"];

/** `npm run drill -- bulk`: what takes too long for the tests, on a throw-away database. */
export async function drill(name) {
  if (!drills.includes(name)) throw new Problem(`Say which drill: ${drills.map((each) => `npm run drill -- ${each}`).join(", ")}.`);
  makeFolders();
  await installPackages();
  const { settings, stop } = await openTestServer();
  beforeExit(stop);
  await generateClient(settings);
  return inheritNode(["--import", "tsx", `scripts/drills/${name}.ts`], { env: settings });
}
