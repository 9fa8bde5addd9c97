import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findRunningInstance, takeInstanceLock } from "./instance-lock.mjs";

const addresses = { setupApp: "http://localhost:3000", tokenService: "http://localhost:4000" };
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-lock-"));
  file = join(folder, "running.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a second start says that Gatehouse runs already, and where", async () => {
  writeFileSync(join(folder, "start.mjs"), "setInterval(() => {}, 1000)");
  const other = spawn(process.execPath, ["--input-type=module", "--eval", "setInterval(() => {}, 1000)", "scripts/start.mjs"]);
  await new Promise((resolve) => other.once("spawn", resolve));
  writeFileSync(file, JSON.stringify({ pid: other.pid, ...addresses }));
  expect(() => takeInstanceLock(addresses, file)).toThrow(
    `Gatehouse already runs in this folder, at http://localhost:3000 and http://localhost:4000: use it, or stop it with Ctrl-C where it was started (process ${other.pid}).`,
  );
  other.kill("SIGKILL");
  await new Promise((resolve) => other.once("exit", resolve));
  expect(findRunningInstance(file)).toBeNull();
});

test("the lock of a killed start is taken over, and given back", async () => {
  writeFileSync(file, JSON.stringify({ pid: 2 ** 22 + 1, ...addresses }));
  const giveBack = takeInstanceLock(addresses, file);
  expect(existsSync(file)).toBe(true);
  await giveBack();
  expect(existsSync(file)).toBe(false);
});

test("a broken lock, or one whose number another program bears by now, is taken over", () => {
  writeFileSync(file, "{");
  takeInstanceLock(addresses, file);
  writeFileSync(file, JSON.stringify({ pid: process.ppid, ...addresses }));
  takeInstanceLock(addresses, file);
});
