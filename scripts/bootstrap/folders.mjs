import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Everything that a running Gatehouse writes; git ignores it. */
export const dataFolder = join(root, ".data");
export const logFolder = join(dataFolder, "logs");

export function makeFolders() {
  mkdirSync(logFolder, { recursive: true });
}
