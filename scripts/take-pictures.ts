import { mkdirSync } from "node:fs";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { env } from "#lib/env";
import { PASSWORD } from "#world/a-person";
import { demoPeople } from "#world/demo-people";
import { Problem } from "./bootstrap/problem.mjs";
import { findChromium } from "./find-chromium";
import { runScript } from "./run-script";

const FOLDER = "docs/pictures";

/** The README's pictures, from the running `npm run demo`. They change the demo: the last one makes a client. */
await runScript(async () => {
  const ready = await fetch(`${env().SETUP_APP_URL}/api/ready`).catch(() => null);
  if (!ready?.ok) throw new Problem("The demo does not run: start it with `npm run demo` in another terminal.");
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  for (const theme of ["light", "dark"] as const) {
    const context = await browser.newContext({
      baseURL: env().SETUP_APP_URL,
      viewport: { width: 1280, height: 800 },
      deviceScaleFactor: 1,
      colorScheme: theme,
    });
    await takeAll(await signIn(context), theme === "dark" ? "-dark" : "");
    await context.close();
  }
  await browser.close();
});

async function signIn(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(demoPeople.amara.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Clients", exact: true }).click();
  await page.getByRole("table", { name: "OAuth clients" }).waitFor();
  return page;
}

async function takeAll(page: Page, suffix: string): Promise<void> {
  const take = (name: string) => page.screenshot({ path: `${FOLDER}/${name}${suffix}.png`, animations: "disabled" });
  await take("clients");
  await page.getByRole("link", { name: "Nightly ledger export" }).first().click();
  await page.getByRole("heading", { name: "What the application needs" }).waitFor();
  await take("client");
  await page.getByRole("link", { name: "Secrets" }).click();
  await page.getByRole("table", { name: "Secrets" }).waitFor();
  await take("secrets");
  await takeSettings(page, take);
  await page.goto("/clients/new");
  await page.getByRole("textbox", { name: "Name" }).fill("Weekly coverage report");
  await page.getByRole("button", { name: "Create client" }).click();
  await page.getByRole("dialog").waitFor();
  await take("secret-once");
}

/** A redirect URI that is refused, with what would mend it. */
async function takeSettings(page: Page, take: (name: string) => Promise<unknown>): Promise<void> {
  page.on("dialog", (dialog) => dialog.accept());
  await page.goto("/clients");
  await page.getByRole("link", { name: "Research sync" }).first().click();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Add redirect URI" }).click();
  await page.keyboard.type("http://staging.northwind.example/cb");
  await page.getByRole("button", { name: "Use https" }).waitFor();
  await page.getByRole("region", { name: "Redirect URIs" }).evaluate((section) => section.scrollIntoView());
  await take("settings");
}
