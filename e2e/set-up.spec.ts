import { expect, type Page, test } from "@playwright/test";
import { endpoints } from "#lib/endpoints";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { outcomeOf } from "./ask-for-token.ts";
import { signInAs } from "./sign-in-as.ts";

const CALLBACK = "https://app.example.com/oauth/callback";

async function addClient(page: Page, kind: RegExp): Promise<void> {
  await page.goto("/clients");
  await page.getByRole("link", { name: "Add OAuth client" }).first().click();
  await page.getByRole("radio", { name: kind }).check();
}

async function takeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog");
  const secret = await dialog.locator("code").first().innerText();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(dialog).toBeHidden();
  return secret;
}

async function addRedirectUri(page: Page): Promise<void> {
  const field = page.getByRole("textbox", { name: "Redirect URI 1", exact: true });
  if (!(await field.isVisible())) await page.getByRole("button", { name: "Add redirect URI" }).click();
  await field.fill(CALLBACK);
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It holds at the next request.").first()).toBeVisible();
}

const clientIdOf = (page: Page) => page.url().match(/gh_\w+/)?.[0] ?? "";

async function expectReady(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/clients\/gh_\w+$/);
  await expect(page.getByText("Ready: nothing is missing.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Before this client can work" })).toBeHidden();
}

test.describe("somebody new, with the words of the page alone", () => {
  test.beforeEach(async ({ context }) => {
    await signInAs(context, (await aTenant()).admin);
  });

  test("R7 R24 R25 sets up a single-page app, which gets no secret and is ready", async ({ page }) => {
    await addClient(page, /browser or mobile app/);
    await page.getByRole("textbox", { name: "Redirect URIs" }).fill(CALLBACK);
    await page.getByRole("button", { name: "Create client" }).click();
    await expect(page.getByText("is created, without a secret").first()).toBeVisible();
    await expectReady(page);
    await expect(page.getByText("Authorization Code, Refresh Token")).toBeVisible();
  });

  test("R7 R24 R25 sets up a server app, which gets its secret once and is ready", async ({ page }) => {
    await addClient(page, /web application on a server/);
    await page.getByRole("textbox", { name: "Redirect URIs" }).fill(`${CALLBACK}\nhttps://app.example.com/second`);
    await page.getByRole("button", { name: "Create client" }).click();
    await takeSecret(page);
    await expectReady(page);
  });

  test("R7 R25 R27 sets up a nightly job, is told what its tokens reach, and is given a token", async ({ page }) => {
    await addClient(page, /job without a person/);
    await expect(page.getByText("private notes included")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Redirect URIs" })).toBeHidden();
    await page.getByRole("button", { name: "Create client" }).click();
    const secret = await takeSecret(page);
    await expectReady(page);
    expect(await outcomeOf(clientIdOf(page), secret)).toBe("granted");
  });

  test("R7 R24 R25 sets up a TV app, which needs no redirect URI and no secret", async ({ page }) => {
    await addClient(page, /TV or another device/);
    await expect(page.getByText("private notes included")).toBeHidden();
    await expect(page.getByRole("textbox", { name: "Redirect URIs" })).toBeHidden();
    await page.getByRole("button", { name: "Create client" }).click();
    await expectReady(page);
    await expect(page.getByText("Device Authorization").first()).toBeVisible();
  });

  test("R7 R34 creates with one press, and is told step by step what is missing", async ({ page }) => {
    await page.goto("/clients/new");
    await page.getByRole("button", { name: "Create client" }).click();
    await takeSecret(page);
    await expect(page.getByText("1 of 3 done")).toBeVisible();
    const steps = page.getByRole("region", { name: "Before this client can work" }).getByRole("listitem");
    await expect(steps).toHaveText([/To do: Add a redirect URI/, /To do: Switch on how it obtains tokens.*Authorization Code, once/, /Done: It has a secret/]);
    await page.getByRole("link", { name: "Add redirect URIs" }).click();
    await expect(page).toHaveURL(/settings#redirect-uris$/);
    await addRedirectUri(page);
    await page.getByRole("checkbox", { name: /^Authorization Code/i }).check();
    await save(page);
    await page.getByRole("link", { name: "Overview" }).click();
    await expectReady(page);
  });

  test("R33 a redirect URI that is refused is named, and nothing that was typed is lost", async ({ page }) => {
    await addClient(page, /browser or mobile app/);
    await page.getByRole("textbox", { name: "Name" }).fill("Field notes");
    const typed = `${CALLBACK}\nhttp://app.example.com/plain\n${CALLBACK}#part`;
    await page.getByRole("textbox", { name: "Redirect URIs" }).fill(typed);
    await page.getByRole("button", { name: "Create client" }).click();
    await expect(page.getByText("“http://app.example.com/plain”")).toBeVisible();
    await expect(page.getByText(`“${CALLBACK}#part”`)).toBeVisible();
    await expect(page.getByText(`“${CALLBACK}”`)).toBeHidden();
    await expect(page.getByRole("textbox", { name: "Redirect URIs" })).toHaveValue(typed);
    await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Field notes");
    await expect(page.getByRole("radio", { name: /browser or mobile app/ })).toBeChecked();
  });

  test("R29 finds every address that the application needs, to copy", async ({ page }) => {
    await addClient(page, /TV or another device/);
    await page.getByRole("button", { name: "Create client" }).click();
    await expectReady(page);
    const addresses = page.getByRole("region", { name: "What the application needs" });
    for (const address of [clientIdOf(page), ...Object.values(endpoints())]) await expect(addresses.getByText(address, { exact: true })).toBeVisible();
    await expect(addresses.getByRole("button", { name: /^Copy/ })).toHaveCount(1 + Object.keys(endpoints()).length);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("R33 the choice shows and hides the redirect URIs, and a refused form keeps what was typed", async ({ page, context }) => {
    await signInAs(context, (await aTenant()).admin);
    await page.goto("/clients/new");
    const field = page.getByRole("textbox", { name: "Redirect URIs" });
    await expect(field).toBeVisible();
    await page.getByRole("radio", { name: /TV or another device/ }).check();
    await expect(field).toBeHidden();
    await page.getByRole("radio", { name: /browser or mobile app/ }).check();
    await field.fill("http://app.example.com/plain");
    await page.getByRole("button", { name: "Create client" }).click();
    await expect(page.getByText("“http://app.example.com/plain”")).toBeVisible();
    await expect(field).toHaveValue("http://app.example.com/plain");
    await expect(page.getByRole("radio", { name: /browser or mobile app/ })).toBeChecked();
  });

  test("R34 R15 a partner's client is activated, and the form sent again replaces the secret", async ({ page, context }) => {
    await signInAs(context, await aStaff());
    await page.goto("/clients/new");
    await page.getByRole("textbox", { name: "Redirect URIs" }).fill(CALLBACK);
    await page.getByRole("button", { name: "Create draft" }).click();
    await page.getByRole("link", { name: "Activate…" }).first().click();
    await page.getByRole("button", { name: "Activate and show the secret once" }).click();
    const first = await page.locator("dialog code").first().innerText();
    await page.reload();
    expect(await page.locator("dialog code").first().innerText()).not.toBe(first);
  });
});

test("R34 R7 R28 a partner's draft has no secret until it is activated, and says what that needs", async ({ page, context }) => {
  await signInAs(context, await aStaff());
  await page.goto("/clients/new");
  await expect(page.getByRole("radio", { name: /job without a person/ })).toBeDisabled();
  await page.getByRole("textbox", { name: "Name" }).fill("Cobalt CRM connector");
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.getByRole("link", { name: "Activate…" }).click();
  await expect(page.getByRole("button", { name: /^Activate/ })).toBeHidden();
  await expect(page.getByRole("listitem").filter({ hasText: "To do: Add a redirect URI" })).toBeVisible();

  await page.getByRole("link", { name: "Add redirect URIs" }).click();
  await addRedirectUri(page);
  await save(page);
  await page.getByRole("link", { name: "Activate…" }).first().click();
  await expect(page.getByText(CALLBACK, { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Activate and show the secret once" }).click();
  const secret = await takeSecret(page);
  await expect(page.getByText(`ends in ${secret.slice(-4)}`)).toBeVisible();
  await page.getByRole("link", { name: "Overview" }).click();
  await expectReady(page);
});

test("R34 R24 a partner's public client is activated without a secret", async ({ page, context }) => {
  await signInAs(context, await aStaff());
  await page.goto("/clients/new");
  await page.getByRole("radio", { name: /browser or mobile app/ }).check();
  await page.getByRole("textbox", { name: "Redirect URIs" }).fill(CALLBACK);
  await page.getByRole("button", { name: "Create draft" }).click();
  await page.getByRole("link", { name: "Activate…" }).first().click();
  await page.getByRole("button", { name: "Activate", exact: true }).click();
  await expect(page.getByText("it has no secret").first()).toBeVisible();
  await expectReady(page);
});
