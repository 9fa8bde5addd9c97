import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSetupApp, generateClient, isBuilt } from "./build.mjs";
import { makeFolders } from "./folders.mjs";
import { installPackages } from "./install.mjs";
import { findRunningInstance } from "./instance-lock.mjs";
import { Problem } from "./problem.mjs";
import { inheritNode } from "./run-node.mjs";
import { beforeExit } from "./shutdown.mjs";
import { readPlaywrightReport, readVitestReport } from "./test-reports.mjs";
import { openTestServer } from "./test-server.mjs";

// Fast first. A stage that fails does not keep the others from running.
const stages = [
  { name: "biome", run: ({ node }) => asOneTest(node("@biomejs/biome/bin/biome", ["check"])) },
  { name: "tsc", run: ({ node }) => asOneTest(typecheck(node)) },
  { name: "knip", run: ({ node }) => asOneTest(node("knip/bin/knip.js", [])) },
  { name: "unit", run: testUnits },
  { name: "build", run: ({ settings }) => asOneTest(build(settings)) },
  { name: "e2e", run: testJourneys },
];

/** `npm test`: everything; `npm test -- <stage> [arguments]`: that stage; `npm test -- <file>`: those unit tests. */
export async function test(args) {
  makeFolders();
  await installPackages();
  const { settings, stop } = await openTestServer();
  beforeExit(stop);
  await generateClient(settings);

  const reports = mkdtempSync(join(tmpdir(), "gatehouse-reports-"));
  beforeExit(async () => rmSync(reports, { recursive: true, force: true }));
  const { chosen, rest } = choose(args);
  const node = (script, more, env = settings) => inheritNode([join("node_modules", script), ...more], { env });
  const results = [];
  for (const { name, run } of chosen) {
    console.log(`\n== ${name}`);
    const result = await run({ node, settings, reports, rest }).catch(countAsFailed);
    results.push({ name, ...result });
  }
  return summarise(results);
}

function choose([first, ...others]) {
  if (!first) return { chosen: stages, rest: [] };
  const chosen = stages.filter(({ name }) => name === first || (first === "e2e" && name === "build"));
  if (chosen.length > 0) return { chosen, rest: others };
  return { chosen: stages.filter(({ name }) => name === "unit"), rest: [first, ...others] };
}

async function typecheck(node) {
  // Next writes the types of its routes, which a bare clone does not have.
  const code = await node("next/dist/bin/next", ["typegen"]);
  return code || node("typescript/bin/tsc", ["--noEmit"]);
}

async function testUnits({ node, settings, reports, rest }) {
  const report = join(reports, "vitest.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...rest];
  const code = await node("vitest/vitest.mjs", args, { ...settings, NODE_ENV: "test" });
  return readVitestReport(report, code);
}

async function build(settings) {
  if (findRunningInstance() && !isBuilt()) {
    throw new Problem("Gatehouse runs in this folder on an older build: stop it with Ctrl-C, so that the tests can build anew.");
  }
  await buildSetupApp(settings);
  return 0;
}

async function testJourneys({ settings, reports, rest }) {
  const report = join(reports, "playwright.json");
  const env = { ...settings, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await inheritNode(["--import", "tsx", "scripts/run-journeys.ts", ...rest], { env });
  return readPlaywrightReport(report, code);
}

async function asOneTest(exitCode) {
  return (await exitCode) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function countAsFailed(error) {
  console.error(error instanceof Problem ? error.message : error);
  return { passed: 0, failed: 1 };
}

function summarise(results) {
  const total = { passed: 0, failed: 0 };
  console.log("");
  for (const { name, passed, failed } of results) {
    console.log(`${name.padEnd(6)} ${passed} passed${failed ? `, ${failed} failed` : ""}`);
    total.passed += passed;
    total.failed += failed;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}
