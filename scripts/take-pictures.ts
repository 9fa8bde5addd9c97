import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { env } from "#lib/env";
import { PASSWORD } from "#world/a-person";
import { demoPeople } from "#world/demo-people";
import { Problem } from "./bootstrap/problem.mjs";
import { findChromium } from "./find-chromium";
import { runScript } from "./run-script";

const FOLDER = "docs/pictures";

/** What changes the demo comes last, so that both themes show the same. */
const rounds = [
  [demoPeople.kwame, takeForStaff],
  [demoPeople.amara, takeForCompany],
  [demoPeople.amara, takeSecretOnce],
] as const;

/** The README's pictures, from the running `npm run demo`. They change the demo: the last one makes a client. */
await runScript(async () => {
  const ready = await fetch(`${env().SETUP_APP_URL}/api/ready`).catch(() => null);
  if (!ready?.ok) throw new Problem("The demo does not run: start it with `npm run demo` in another terminal.");
  mkdirSync(FOLDER, { recursive: true });
  const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
  try {
    for (const [person, takeAll] of rounds) for (const theme of ["light", "dark"] as const) await takeAs(browser, theme, person, takeAll);
  } finally {
    // While it is open, nothing ends, not even a failure.
    await browser.close();
  }
});

async function takeAs(browser: Browser, theme: "light" | "dark", person: { email: string }, takeAll: (page: Page, take: Take) => Promise<void>): Promise<void> {
  const context = await browser.newContext({
    baseURL: env().SETUP_APP_URL,
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    colorScheme: theme,
  });
  const page = await signIn(context, person);
  await takeAll(page, (name) => page.screenshot({ path: `${FOLDER}/${name}${theme === "dark" ? "-dark" : ""}.png`, animations: "disabled" }));
}

type Take = (name: string) => Promise<unknown>;

async function signIn(context: BrowserContext, { email }: { email: string }): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Clients", exact: true }).click();
  await page.getByRole("table", { name: "OAuth clients" }).waitFor();
  return page;
}

/** Where a partner's client is enabled for one company more. */
async function takeForStaff(page: Page, take: Take): Promise<void> {
  await page.getByRole("link", { name: "Kestrel ESG screening" }).first().click();
  await page.waitForURL(/\/clients\/gh_\w+$/);
  await page.goto(`${page.url()}/tenants/enable`);
  await page.getByRole("table", { name: "Companies" }).waitFor();
  await take("enable");
}

async function takeForCompany(page: Page, take: Take): Promise<void> {
  await take("clients");
  await page.getByRole("link", { name: "Nightly ledger export" }).first().click();
  await page.getByRole("heading", { name: "What the application needs" }).waitFor();
  await take("client");
  await page.getByRole("link", { name: "Secrets" }).click();
  await page.getByRole("table", { name: "Secrets" }).waitFor();
  await take("secrets");
  await takeSettings(page, take);
  await page.goto("/approvals");
  await page.getByRole("heading", { name: "What was decided" }).waitFor();
  await take("approvals");
}

async function takeSecretOnce(page: Page, take: Take): Promise<void> {
  await page.goto("/clients/new");
  await page.getByRole("textbox", { name: "Name" }).fill("Weekly coverage report");
  await page.getByRole("button", { name: "Create client" }).click();
  await page.getByRole("dialog").waitFor();
  await take("secret-once");
}

/** A redirect URI that is refused, with what would mend it. */
async function takeSettings(page: Page, take: Take): Promise<void> {
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
