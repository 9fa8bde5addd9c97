import { expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

const other = process.platform === "linux" ? "darwin" : "linux";
const wanted = {
  "": { version: "0.1.0" },
  "node_modules/pg": { version: "8.0.0" },
  "node_modules/mine": { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] },
  "node_modules/theirs": { version: "1.0.0", optional: true, os: [other], cpu: [process.arch] },
};
const installed = { "node_modules/pg": { version: "8.0.0" }, "node_modules/mine": { version: "1.0.0" } };

test("what the lockfile says is installed, apart from what is for other machines", () => {
  expect(isInstalled(wanted, installed)).toBe(true);
});

test("another version, a package too few, one too many or one for this machine that is missing means: install", () => {
  expect(isInstalled(wanted, { ...installed, "node_modules/pg": { version: "8.0.1" } })).toBe(false);
  expect(isInstalled(wanted, { "node_modules/mine": { version: "1.0.0" } })).toBe(false);
  expect(isInstalled(wanted, { ...installed, "node_modules/extra": { version: "1.0.0" } })).toBe(false);
  expect(isInstalled(wanted, { "node_modules/pg": { version: "8.0.0" } })).toBe(false);
});
