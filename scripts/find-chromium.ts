import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { Problem } from "./bootstrap/problem.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Playwright's own Chromium, or the system's. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string {
  const folders = (environment.PATH ?? "").split(delimiter);
  const systems = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [environment.CHROMIUM_PATH ?? "", chromium.executablePath(), ...systems].find((path) => path !== "" && existsSync(path));
  if (found) return found;
  throw new Problem("There is no Chromium for the journeys: run `npx playwright install --with-deps chromium`, or `apt-get install chromium` on Debian.");
}
