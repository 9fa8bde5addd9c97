import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fingerprint } from "./build.mjs";

test("a changed, added or renamed source changes the fingerprint; a test does not", () => {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-build-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "app"));
  const write = (name: string, content: string) => writeFileSync(join(folder, "app", name), content);
  const take = () => fingerprint(["app", "missing"], folder);

  write("page.tsx", "one");
  const first = take();
  write("page.test.tsx", "test");
  expect(take()).toBe(first);
  write("page.tsx", "two");
  const second = take();
  expect(second).not.toBe(first);
  write("more.ts", "");
  expect(take()).not.toBe(second);
});
