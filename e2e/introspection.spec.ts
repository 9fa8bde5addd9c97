import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import * as oauth from "openid-client";
import { getClient } from "#lib/clients/find-clients";
import { endpoints } from "#lib/endpoints";
import { aClient, aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { askForToken } from "./ask-for-token.ts";
import { runSnippet } from "./run-snippet.ts";
import { openSettings, save, stored } from "./settings-page.ts";

const NAME = "This is an API: it may introspect every token";

/** A platform admin makes the client of the company's own API, with nothing but the pages. */
async function anApi(page: Page) {
  const staff = await aStaff();
  const api = await aPartnerClient(staff, { name: "Notes API" });
  await changeSettings(staff, api, { grants: [] });
  await openSettings(page, staff, api);
  await page.getByRole("switch", { name: NAME }).check();
  await expect(page.getByText("every production token may do and for whom, in every company")).toBeVisible();
  await page.getByRole("checkbox", { name: "I have read this and want it" }).check();
  await save(page);
  await page.goto(`/clients/${api.clientId}`);
  await page.getByRole("link", { name: "Activate…" }).first().click();
  await page.getByRole("button", { name: "Activate and show the secret once" }).click();
  const dialog = page.getByRole("dialog");
  const secret = await dialog.locator("code").first().innerText();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(dialog).toBeHidden();
  return { api, secret };
}

async function asker(clientId: string, secret: string) {
  const known = await oauth.discovery(new URL(endpoints().issuer), clientId, undefined, oauth.ClientSecretBasic(secret), {
    algorithm: "oauth2",
    execute: [oauth.allowInsecureRequests],
  });
  return async (token: string) => (await oauth.tokenIntrospection(known, token)).active;
}

test("R54 TS-13 TS-18 an API made in the pages sees at its next request what is switched off in the pages, and runs what its page shows", async ({
  page,
  browser,
}) => {
  const { api, secret } = await anApi(page);
  const isActive = await asker(api.clientId, secret);
  const { admin } = await aTenant();
  const client = await aClient(admin);
  const { access_token: token } = await askForToken(client.clientId, client.secret);
  expect(await isActive(token)).toBe(true);

  const theirs = await (await browser.newContext()).newPage();
  await openSettings(theirs, admin, client);
  await theirs.getByRole("checkbox", { name: /^Allow client credentials/ }).uncheck();
  await save(theirs);
  expect(await isActive(token)).toBe(false);
  await theirs.getByRole("checkbox", { name: /^Allow client credentials/ }).check();
  await save(theirs);
  expect(await isActive(token)).toBe(true);

  await theirs.goto(`/clients/${client.clientId}`);
  await theirs.getByRole("button", { name: "Disable", exact: true }).click();
  await expect(theirs.getByText("This client is disabled")).toBeVisible();
  expect(await isActive(token)).toBe(false);
  await theirs.getByRole("button", { name: "Enable", exact: true }).click();
  await expect(theirs.getByText("This client is disabled")).toBeHidden();
  expect(await isActive(token)).toBe(true);

  await page.goto(`/clients/${api.clientId}`);
  await expect(page.getByText("Ready: nothing is missing.")).toBeVisible();
  const figures = page.getByRole("region", { name: "Ask whom a token acts for" }).getByRole("figure");
  for (const [index, label] of (["curl", "Node"] as const).entries()) {
    const code = (await figures.nth(index).locator("code").textContent()) ?? "";
    const said = await runSnippet(label, code, { OAUTH_CLIENT_SECRET: secret, OAUTH_ACCESS_TOKEN: token });
    expect(said).toContain(client.clientId);
  }
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("R2 TS-13 customer success sees the switch locked, says why, and saving leaves it on", async ({ page }) => {
  const [admin, cs] = [await aStaff(), await aStaff({ role: "cs" })];
  const api = await aPartnerClient(admin, { name: "Notes API" });
  await changeSettings(admin, api, { mayIntrospect: true });
  await openSettings(page, cs, api);
  await expect(page.getByRole("switch", { name: NAME })).toBeDisabled();
  await expect(page.getByRole("switch", { name: NAME })).toBeChecked();
  await expect(page.getByText("This needs the role Platform admin.").first()).toBeVisible();
  await page.getByRole("textbox", { name: "Maker" }).fill("Ourselves");
  await save(page);
  expect(await stored(cs, api)).toMatchObject({ mayIntrospect: true, maker: "Ourselves" });
  expect((await getClient(cs, api.clientId)).mayIntrospect).toBe(true);
});

test("R24 a company's own client is not offered it", async ({ page }) => {
  const { admin } = await aTenant();
  await openSettings(page, admin, await aClient(admin));
  await expect(page.getByRole("heading", { name: "Access tokens" })).toBeVisible();
  await expect(page.getByText(NAME)).toHaveCount(0);
});
