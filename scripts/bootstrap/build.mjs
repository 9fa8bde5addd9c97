import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./folders.mjs";
import { logFile, runNode } from "./run-node.mjs";
import { say } from "./say.mjs";

const clientSources = ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"];
const clientStamp = join(root, "prisma", "generated", ".made-from");
const buildStamp = join(root, ".next", ".made-from");

export async function generateClient(settings) {
  await unlessMade(clientStamp, fingerprint(clientSources), async () => {
    say("Generating the database client");
    await runNode(["node_modules/prisma/build/index.js", "generate"], {
      env: settings,
      log: logFile("generate"),
      failure: "The database client could not be generated: correct prisma/schema.prisma and run the command again.",
    });
  });
}

export async function buildSetupApp(settings) {
  await unlessMade(buildStamp, fingerprint(findBuildSources()), async () => {
    say("Building the setup app (a minute or so)");
    await runNode(["node_modules/next/dist/bin/next", "build"], {
      env: settings,
      log: logFile("build"),
      failure: "The setup app could not be built: correct what the end of the log names and run the command again.",
    });
  });
}

export function isBuilt() {
  return isMade(buildStamp, fingerprint(findBuildSources()));
}

// The stamp goes first and comes back last, so that an interrupted build counts as none.
async function unlessMade(stamp, sources, make) {
  if (isMade(stamp, sources)) return;
  rmSync(stamp, { force: true });
  await make();
  writeFileSync(stamp, sources);
}

function isMade(stamp, sources) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === sources;
}

function findBuildSources() {
  const atTop = readdirSync(root).filter((name) => /\.(ts|js|mjs|json)$/.test(name) && !/^(next-env|playwright|vitest|biome|knip)\b/.test(name));
  return ["app", "components", "lib", "public", "prisma/schema.prisma", ...atTop];
}

/** A hash over the content of files and folders; tests do not count. */
export function fingerprint(paths, folder = root) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((name) => listFiles(name, folder)).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(folder, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function listFiles(path, folder) {
  const found = statSync(join(folder, path), { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(folder, path)).flatMap((name) => listFiles(`${path}/${name}`, folder));
}
