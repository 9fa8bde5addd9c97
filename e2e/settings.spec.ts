import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { endpoints, paths } from "#lib/endpoints";
import { env } from "#lib/env";
import { aClient, aPartnerClient, aPublicClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { askForToken, outcomeOf } from "./ask-for-token.ts";
import { card, openSettings, save, stored, uriField } from "./settings-page.ts";
import { signInAs } from "./sign-in-as.ts";

test("R24 R25 R27 R31 R33 R61 every setting of a company's client is saved, and shown after a reload", async ({ page }) => {
  const { admin } = await aTenant();
  const [scope, other] = [await aScope({ description: "Read meetings, their participants and minutes." }), await aScope()];
  const client = await aClient(admin, { allowClientCredentials: false });
  await openSettings(page, admin, client);
  await page.locator("#name").getByRole("textbox", { name: "Name" }).fill("Research sync");
  await page.getByRole("radio", { name: "In the body of the request" }).check();
  for (const grant of ["Authorization Code", "Refresh Token", "Device Authorization", "Allow client credentials", "May act for users"])
    await card(page, grant).check();
  await uriField(page, 1).fill("https://research.example/callback");
  await page.getByRole("searchbox", { name: "Search scopes" }).fill("minutes");
  await expect(page.getByRole("checkbox", { name: other })).toBeHidden();
  await page.getByRole("checkbox", { name: scope }).check();
  await page.getByRole("switch", { name: "Do not ask people" }).check();
  await page.getByRole("radio", { name: "JWT: an API checks it by itself" }).check();
  await page.getByRole("textbox", { name: "Maker" }).fill("Northwind Research");
  await page.getByRole("textbox", { name: "Home page" }).fill("https://research.example");
  await page.getByRole("textbox", { name: "Logo" }).fill("https://research.example/logo.svg");
  await page.getByRole("textbox", { name: "Contact" }).fill("ana@research.example");
  await page.getByRole("textbox", { name: "Notes" }).fill("Runs on the big machine.\nCall Ana.");
  await expect(page.getByText("13 changes not saved")).toBeVisible();
  await save(page);

  const expected = {
    name: "Research sync",
    type: "confidential",
    authMethod: "client_secret_post",
    grants: ["authorization_code", "client_credentials", "device_code", "refresh_token"],
    actsAs: "user",
    mayActForUsers: true,
    consentsByItself: true,
    accessTokenFormat: "jwt",
    mayIntrospect: false,
    scopes: [scope],
    redirectUris: ["https://research.example/callback"],
    maker: "Northwind Research",
    homePageUri: "https://research.example",
    logoUri: "https://research.example/logo.svg",
    contact: "ana@research.example",
    notes: "Runs on the big machine.\nCall Ana.",
  };
  expect(await stored(admin, client)).toEqual(expected);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Research sync");
  await expect(page.getByRole("radio", { name: "In the body of the request" })).toBeChecked();
  for (const grant of ["Authorization Code", "Refresh Token", "Device Authorization", "Allow client credentials", "May act for users"]) {
    await expect(card(page, grant)).toBeChecked();
  }
  await expect(uriField(page, 1)).toHaveValue("https://research.example/callback");
  await expect(page.getByRole("checkbox", { name: scope })).toBeChecked();
  await expect(page.getByRole("switch", { name: "Do not ask people" })).toBeChecked();
  await expect(page.getByRole("textbox", { name: "Notes" })).toHaveValue(expected.notes);

  for (const grant of ["Refresh Token", "Device Authorization", "May act for users"]) await card(page, grant).uncheck();
  await page.getByRole("textbox", { name: "Maker" }).fill("");
  await page.getByRole("textbox", { name: "Notes" }).fill("");
  await save(page);
  expect(await stored(admin, client)).toMatchObject({ grants: ["authorization_code", "client_credentials"], mayActForUsers: false, maker: null, notes: null });
});

test("R27 R54 client credentials switched off in the page are refused at the next request, and switched on obeyed", async ({ page }) => {
  const { admin } = await aTenant();
  const { clientId, secret } = await aClient(admin);
  await openSettings(page, admin, { clientId });
  await expect(page.getByText("private notes included")).toBeVisible();
  await card(page, "Allow client credentials").uncheck();
  await expect(page.getByText("Jobs that use client credentials are refused, and the tokens that they hold stop at once.")).toBeVisible();
  await save(page);
  expect(await outcomeOf(clientId, secret)).toBe("unauthorized_client");
  await card(page, "Allow client credentials").check();
  await save(page);
  expect(await outcomeOf(clientId, secret)).toBe("granted");
});

test("R53 R54 access tokens are JWTs from the next request on, and the page says what that costs", async ({ page }) => {
  const { admin } = await aTenant();
  const { clientId, secret } = await aClient(admin);
  await openSettings(page, admin, { clientId });
  expect((await askForToken(clientId, secret)).access_token).not.toContain(".");
  await page.getByRole("radio", { name: "JWT: an API checks it by itself" }).check();
  await expect(page.getByText("New access tokens are JWTs, which stay valid until they expire, up to 60 minutes")).toBeVisible();
  await save(page);
  const [header = ""] = (await askForToken(clientId, secret)).access_token.split(".");
  expect(JSON.parse(Buffer.from(header, "base64url").toString())).toMatchObject({ typ: "at+jwt", alg: "RS256" });
  await page.getByRole("radio", { name: "Opaque: the token service knows it" }).check();
  await expect(page.getByText("JWTs given out before stay valid until they expire")).toBeVisible();
  await save(page);
  expect((await askForToken(clientId, secret)).access_token).not.toContain(".");
});

test("R24 R26 R35 R53 R54 a grant, a redirect URI, a scope and the way to send the secret hold at the next request", async ({ page }) => {
  const { admin } = await aTenant();
  const [client, scope] = [await aClient(admin), await aScope()];
  const redirectUri = "https://research.example/callback";
  const begin = (given: Record<string, string> = {}) => beginningOf({ client_id: client.clientId, redirect_uri: redirectUri, ...given });
  expect(await begin()).toBe("an error page");
  await openSettings(page, admin, client);
  await uriField(page, 1).fill(redirectUri);
  await card(page, "Authorization Code").check();
  await save(page);
  expect(await begin()).toBe("asks the person");
  expect(await begin({ redirect_uri: `${redirectUri}/` })).toBe("an error page");
  expect(await begin({ scope })).toBe("invalid_scope");

  await page.getByRole("searchbox", { name: "Search scopes" }).fill(scope);
  await page.getByRole("checkbox", { name: scope }).check();
  await page.getByRole("radio", { name: "In the body of the request" }).check();
  await save(page);
  expect(await begin({ scope })).toBe("asks the person");
  expect(await outcomeOf(client.clientId, client.secret)).toBe("invalid_client");

  await card(page, "Authorization Code").uncheck();
  await page.getByRole("radio", { name: "In the Authorization header" }).check();
  await save(page);
  expect(await begin()).toBe("unauthorized_client");
  expect(await outcomeOf(client.clientId, client.secret)).toBe("granted");
});

/** How the token service answers an application that sends a person there. */
async function beginningOf(asked: Record<string, string>): Promise<string> {
  const pkce = { code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256" };
  const query = new URLSearchParams({ response_type: "code", state: "s", ...pkce, ...asked });
  const answer = await fetch(`${endpoints().issuer}${paths.authorization}?${query}`, { redirect: "manual" });
  const location = URL.parse(answer.headers.get("location") ?? "");
  if (!location) return "an error page";
  return location.searchParams.get("error") ?? (location.origin === new URL(env().SETUP_APP_URL).origin ? "asks the person" : location.href);
}

test("R21 R28 a confidential client becomes public only after the person accepts it, and its secret stops", async ({ page }) => {
  const { admin } = await aTenant();
  const { clientId, secret } = await aClient(admin);
  await openSettings(page, admin, { clientId });
  await page.getByRole("radio", { name: /^Public/ }).check();
  await expect(page.getByRole("group", { name: "How it sends its secret" })).toBeHidden();
  await expect(page.getByText("1 live secret stops for good")).toBeVisible();
  await expect(page.getByText("Switch them off under Grants before you save.")).toBeVisible();
  await page.getByRole("checkbox", { name: "I have read this" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Nothing is saved yet").first()).toBeVisible();
  expect(await outcomeOf(clientId, secret)).toBe("granted");

  await card(page, "Allow client credentials").uncheck();
  await expect(card(page, "Allow client credentials")).toBeDisabled();
  await expect(page.getByText("so it cannot use client credentials").first()).toBeVisible();
  await page.getByRole("checkbox", { name: "I have read this" }).check();
  await save(page);
  expect((await stored(admin, { clientId })).type).toBe("public");
  expect(await outcomeOf(clientId, secret)).toBe("invalid_client");
});

test("R21 a public client becomes confidential, and its secret is shown once, without an alarm for what is saved", async ({ page }) => {
  const { admin } = await aTenant();
  const client = await aPublicClient(admin);
  await openSettings(page, admin, client);
  await page.getByRole("radio", { name: /^Confidential/ }).check();
  await page.getByRole("checkbox", { name: "I have read this" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(page).toHaveURL(/secrets$/);
  await expect(page.getByText("Works", { exact: true })).toHaveCount(1);
});

test("R28 R31 what cannot be is off with its reason, and comes back when the reason goes", async ({ page }) => {
  const { admin } = await aTenant();
  const client = await aPublicClient(admin, { name: "Field notes", redirectUri: "http://127.0.0.1/cb" });
  await openSettings(page, admin, client);
  const [credentials, consent] = [card(page, "Allow client credentials"), page.getByRole("switch", { name: "Do not ask people" })];
  await expect(credentials).toBeDisabled();
  await expect(consent).toBeDisabled();
  await expect(consent).toHaveAccessibleDescription(/A public client always asks/);
  await expect(page.getByRole("radio", { name: /^A service account/ })).toHaveAccessibleDescription(/Only a partner client/);
  await page.getByRole("radio", { name: /^Confidential/ }).check();
  await expect(credentials).toBeEnabled();
  await expect(consent).toHaveAccessibleDescription(/any program there could receive the code/);
  await uriField(page, 1).fill("https://notes.example/cb");
  await expect(consent).toBeEnabled();
});

test("R31 automatic consent warns while the name is the one that was made up", async ({ page }) => {
  const { admin } = await aTenant();
  await openSettings(page, admin, await aClient(admin));
  await page.getByRole("switch", { name: "Do not ask people" }).check();
  await expect(page.getByText("still has the name that was made up")).toBeVisible();
  await page.locator("#name").getByRole("textbox", { name: "Name" }).fill("Research sync");
  await expect(page.getByText("still has the name that was made up")).toBeHidden();
});

test("R24 R28 R36 staff let a partner's client act as a service account and set a wildcard, which says what it means", async ({ page }) => {
  const staff = await aStaff();
  const client = await aPartnerClient(staff, { redirectUris: ["https://meridian.example/cb"] });
  await openSettings(page, staff, client);
  await expect(card(page, "Allow client credentials")).toBeDisabled();
  await page.getByRole("radio", { name: /^A service account/ }).check();
  await page.getByRole("button", { name: "Add redirect URI" }).click();
  await uriField(page, 2).fill("https://*.meridian.example/cb");
  await expect(page.getByText("Wildcard", { exact: true })).toBeVisible();
  await expect(page.getByText("Whoever controls any host under meridian.example")).toBeVisible();
  await page.getByRole("checkbox", { name: "I have read this" }).check();
  await save(page);
  expect(await stored(staff, client)).toMatchObject({
    actsAs: "service_account",
    redirectUris: ["https://meridian.example/cb", "https://*.meridian.example/cb"],
  });
});

test("leaving asks while something is not saved, and never after a save, a value typed back or a link within the page", async ({ page }) => {
  const { admin } = await aTenant();
  await signInAs(page.context(), admin);
  await page.goto("/clients");
  const { clientId } = await aClient(admin, { name: "Research sync" });
  await page.goto(`/clients/${clientId}`);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  const asked: string[] = [];
  let answer = false;
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void (answer ? dialog.accept() : dialog.dismiss());
  });
  const name = page.locator("#name").getByRole("textbox", { name: "Name" });

  await name.fill("Something else");
  await page.getByRole("link", { name: "Secrets", exact: true }).click();
  expect(asked.splice(0)).toEqual(["confirm"]);
  await page.goBack();
  await expect.poll(() => asked.splice(0)).toEqual(["confirm"]);
  await expect(name).toHaveValue("Something else");
  await page.getByRole("link", { name: "Scopes", exact: true }).click();
  expect(asked).toEqual([]);
  await page.goBack();
  await expect(page).toHaveURL(/settings$/);
  expect(asked).toEqual([]);

  await name.fill("Research sync");
  await expect(page.getByText("not saved")).toBeHidden();
  await page.getByRole("link", { name: "Secrets", exact: true }).click();
  await expect(page).toHaveURL(/secrets$/);
  await expect(name).toBeHidden();
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await name.fill("Saved name");
  await save(page);
  await page.goBack();
  await expect(page).toHaveURL(/secrets$/);
  // The address is the first to change.
  await expect(name).toBeHidden();
  expect(asked).toEqual([]);

  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await name.fill("Thrown away");
  await page.getByRole("link", { name: "Discard" }).click();
  await expect(name).toHaveValue("Saved name");
  await name.fill("Lost");
  answer = true;
  await page.goBack();
  await expect(page).toHaveURL(/secrets$/);
  await expect(name).toBeHidden();
  expect(asked.splice(0)).toEqual(["confirm"]);
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await name.fill("Lost with the tab");
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
});

test("R33 with everything in sight, wrong, locked and to accept, the page is axe-clean and never scrolls sideways", async ({ page }) => {
  const { admin } = await aTenant();
  await openSettings(page, admin, await aClient(admin));
  await page.getByRole("radio", { name: /^Public/ }).check();
  await uriField(page, 1).fill(`http://${"a".repeat(300)}.example/cb#x`);
  await page.getByRole("button", { name: "Add redirect URI" }).click();
  await page.keyboard.type("https://App.example/cb?x");
  await page.getByRole("checkbox", { name: "I have read this" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Nothing is saved yet")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
      expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.target])).toEqual([]);
    }
  }
});

test("R14 an edit of something that changed meanwhile is refused, and what was typed stays", async ({ page }) => {
  const { admin } = await aTenant();
  const client = await aClient(admin, { name: "Research sync" });
  await openSettings(page, admin, client);
  await uriField(page, 1).fill("https://mine.example/cb");
  await page.getByRole("textbox", { name: "Maker" }).fill("Mine");
  await changeSettings(admin, client, { name: "Theirs", notes: "Also theirs" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This client changed while you were editing")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Maker" })).toHaveValue("Mine");
  await expect(uriField(page, 1)).toHaveValue("https://mine.example/cb");
  await save(page);
  expect(await stored(admin, client)).toMatchObject({ maker: "Mine", name: "Theirs", notes: "Also theirs", redirectUris: ["https://mine.example/cb"] });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("R21 R24 R33 R61 settings are saved, redirect URIs added, mended and removed, and a refused form keeps all that was typed", async ({ page }) => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await openSettings(page, admin, client);
    const uris = page.locator("input[name=redirectUris]");
    await uris.first().fill("https://good.example/cb");
    await page.getByText("Paste several").click();
    await page.locator("textarea[name=redirectUris]").fill("http://bad.example/cb\nhttps://other.example/cb");
    await page.getByRole("textbox", { name: "Maker" }).fill("Northwind");
    await page.getByRole("textbox", { name: "Home page" }).fill("javascript:alert(1)");
    await card(page, "Authorization Code").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Nothing is saved yet").first()).toBeVisible();
    await expect(page.getByText("Write: https://bad.example/cb")).toBeVisible();
    await expect(page.getByRole("button", { name: "Use https" })).toBeHidden();
    await expect(page.getByText("Home page is not a web address").first()).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Maker" })).toHaveValue("Northwind");
    await expect(card(page, "Authorization Code")).toBeChecked();
    expect(await uris.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))).toEqual([
      "https://good.example/cb",
      "http://bad.example/cb",
      "https://other.example/cb",
      "",
    ]);

    await uris.nth(1).fill("https://bad.example/cb");
    await uris.nth(2).fill("");
    await page.getByRole("textbox", { name: "Home page" }).fill("https://northwind.example/");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(uris.nth(1)).toHaveValue("https://bad.example/cb");
    expect(await stored(admin, client)).toMatchObject({
      maker: "Northwind",
      grants: ["authorization_code", "client_credentials"],
      redirectUris: ["https://good.example/cb", "https://bad.example/cb"],
    });
  });

  test("R21 the type changes once the person accepts what the answer says, and the first secret is in the answer", async ({ page }) => {
    const { admin } = await aTenant();
    const client = await aPublicClient(admin);
    await openSettings(page, admin, client);
    await page.getByRole("radio", { name: /^Confidential/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The client gets a secret, shown once after saving.")).toBeVisible();
    expect((await stored(admin, client)).type).toBe("public");
    await page.getByRole("checkbox", { name: "I have read this" }).check();
    await page.getByRole("button", { name: "Save" }).click();
    const secret = await page.locator("dialog code").first().innerText();
    await changeSettings(admin, client, { grants: ["client_credentials"] });
    expect(await outcomeOf(client.clientId, secret)).toBe("granted");
  });
});
