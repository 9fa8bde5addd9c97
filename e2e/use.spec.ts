import { expect, test } from "@playwright/test";
import { endpoints } from "#lib/endpoints";
import { aClient, addRedirectUris, configure } from "#world/a-client";
import { aTenant } from "#world/a-tenant";
import { askForToken } from "./ask-for-token.ts";
import { save, uriField } from "./settings-page.ts";
import { signInAs } from "./sign-in-as.ts";

const { authorization } = endpoints();

test("R62 R38 a wrong redirect URI is tried; the page says which part differs, and leads to the setting that mends it", async ({ page, context, request }) => {
  const { admin } = await aTenant();
  const { clientId } = await aClient(admin, { name: "Ledger Notes" });
  await addRedirectUris(clientId, ["https://notes.example/cb"]);
  await configure(clientId, { grants: ["authorization_code"] });
  await signInAs(context, admin);
  await page.goto(`/clients/${clientId}`);
  await page.getByRole("link", { name: "Refused requests" }).click();
  await expect(page.getByRole("heading", { name: "Nothing was refused" })).toBeVisible();

  const asked = new URLSearchParams({ client_id: clientId, redirect_uri: "https://notes.example/cb/", state: "s" });
  expect((await request.get(`${authorization}?${asked}`)).status()).toBe(400);
  const entry = page.getByRole("listitem").filter({ hasText: "This redirect URI is not registered" });
  await expect(async () => {
    await page.reload();
    await expect(entry).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(entry).toContainText("one ends in a slash and the other does not");
  await entry.getByRole("link", { name: "Settings: Redirect URIs" }).click();
  const section = page.getByRole("region", { name: "Redirect URIs" });
  await expect(section).toBeInViewport();
  await uriField(page, 1).fill("https://notes.example/cb/");
  await save(page);

  expect((await request.get(`${authorization}?${asked}`, { maxRedirects: 0 })).status()).toBe(303);
  await page.getByRole("link", { name: "Refused requests" }).click();
  await expect(entry).toContainText("which is registered now");
});

test("R57 three tokens are on the client's page, in the chart's words and day by day", async ({ page, context }) => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await signInAs(context, admin);
  await page.goto(`/clients/${client.clientId}`);
  const use = page.getByRole("region", { name: "Use" });
  await expect(use).toContainText("No token in the last 30 days.");
  for (let count = 0; count < 3; count++) await askForToken(client.clientId, client.secret);
  await expect(async () => {
    await page.reload();
    await expect(use).toContainText("3 tokens in 30 days", { timeout: 1_000 });
    await expect(use).toContainText("just now", { timeout: 1_000 });
  }).toPass();
  await use.getByText("Day by day").click();
  await expect(use.getByRole("row").last()).toContainText("3");
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R38 an address that fails is pasted, and the page says which client it is of, all that is wrong, and where to mend it", async ({ page, context }) => {
      const { admin } = await aTenant();
      const { clientId } = await aClient(admin, { name: "Ledger Notes" });
      await addRedirectUris(clientId, ["http://localhost:3000/cb"]);
      await configure(clientId, { grants: ["authorization_code"] });
      await signInAs(context, admin);
      await page.goto("/clients");
      await page.getByRole("link", { name: "Check an address" }).click();
      const asked = new URLSearchParams({ client_id: clientId, redirect_uri: "http://localhost:3001/cb", scope: "notes.read", state: "s" });
      await page.getByLabel("Address").fill(`${authorization}?${asked}`);
      await page.getByRole("button", { name: "Check it" }).click();
      const found = page.getByRole("region", { name: "What was found" });
      await expect(found).toContainText("It is of Ledger Notes. 2 things are wrong with it.");
      await expect(found).toContainText("the port (“3001” instead of “3000”) differs.");
      await expect(found).toContainText("“notes.read”");
      await found.getByRole("link", { name: "Settings: Redirect URIs" }).click();
      await expect(page).toHaveURL(new RegExp(`/clients/${clientId}/settings#redirect-uris$`));
    });
  });
}
