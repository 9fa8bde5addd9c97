import { expect, test } from "vitest";
import { isSupportedNode } from "./node-version.mjs";

test.each(["20.19.0", "20.20.2", "22.12.0", "24.0.0", "25.1.0"])("runs on Node %s", (version) => {
  expect(isSupportedNode(version)).toBe(true);
});

test.each(["12.22.0", "18.20.8", "20.18.3", "21.7.3", "22.11.0", "23.11.0"])("refuses Node %s", (version) => {
  expect(isSupportedNode(version)).toBe(false);
});
