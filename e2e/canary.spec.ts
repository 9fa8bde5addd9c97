import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { aTenant } from "#world/a-tenant";
import { askForToken } from "./ask-for-token.ts";
import { everythingAsText } from "./every-row.ts";
import { signInAs } from "./sign-in-as.ts";

test("SE-02 SE-07 R15 R16 after its one showing a secret is found in no table, page, payload, log, build or browser", async ({ page, context }) => {
  const { admin, team } = await aTenant();
  await signInAs(context, admin);
  await page.goto("/clients/new");
  await page.getByRole("radio", { name: "A job without a person" }).check();
  await page.getByRole("button", { name: "Create client" }).click();
  const secret = await page.getByRole("dialog").locator("code").first().innerText();
  await page.getByRole("button", { name: "Copy secret" }).click();
  await page.getByRole("button", { name: "I have saved it" }).click();
  await expect(page).toHaveURL(/\/clients\/gh_/);
  const path = new URL(page.url()).pathname;
  const { access_token: token } = await askForToken(path.split("/").at(-1) ?? "", secret, team.scope);

  const places: Record<string, string> = { database: await everythingAsText(), document: await page.content() };
  for (const at of ["", "/settings", "/secrets", "/activity", "/delete"]) {
    places[`page ${at}`] = await (await context.request.get(`${path}${at}`)).text();
    places[`payload ${at}`] = await (await context.request.get(`${path}${at}`, { headers: { RSC: "1" } })).text();
  }
  places.audit = await (await context.request.get("/audit")).text();
  places.storage = JSON.stringify([
    await context.storageState(),
    await page.evaluate(() => ({ ...localStorage, ...sessionStorage, state: JSON.stringify(history.state) })),
  ]);
  for (const folder of [".data/logs", ".next"]) for (const [name, text] of await everyFile(folder)) places[name] = text;

  const found = Object.entries(places).flatMap(([place, text]) =>
    [...formsOf(secret), ...formsOf(token)].filter((form) => text.includes(form)).map(() => place),
  );
  expect(found).toEqual([]);
  expect(Object.keys(places).length).toBeGreaterThan(100);
});

test("SE-08 no setting of the server is in what browsers are sent", async () => {
  const { SESSION_SECRET, ENCRYPTION_KEY, APP_DATABASE_URL, DATABASE_URL } = process.env;
  const settings = [SESSION_SECRET, ENCRYPTION_KEY, APP_DATABASE_URL, DATABASE_URL].filter((value) => value !== undefined);
  expect(settings.length).toBeGreaterThan(2);
  const files = await everyFile(".next/static");
  expect(files.length).toBeGreaterThan(10);
  expect(files.flatMap(([name, text]) => settings.filter((value) => text.includes(value)).map(() => name))).toEqual([]);
});

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  // The middle of the base64, whose ends depend on what stands beside it.
  const inner = bytes.subarray(3, -3);
  return [value, encodeURIComponent(value), bytes.toString("hex"), inner.toString("base64").slice(2, -4), inner.toString("base64url").slice(2, -4)];
}

async function everyFile(folder: string): Promise<[string, string][]> {
  if (!existsSync(folder)) return [];
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return Promise.all(
    files.map(async (file) => [join(file.parentPath, file.name), await readFile(join(file.parentPath, file.name), "latin1")] as [string, string]),
  );
}
