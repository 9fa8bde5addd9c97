import { expect, test } from "@playwright/test";
import { aClient, aPartnerClient, aPublicClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { HOSTILE_REDIRECT_URIS } from "#world/redirect-uri-corpus";
import { openSettings, save, stored, uriField } from "./settings-page.ts";
import { signInAs } from "./sign-in-as.ts";

test("R33 R35 redirect URIs are told one by one what is wrong, nothing typed is lost, and a fix puts the good one in place", async ({ page }) => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await openSettings(page, admin, client);
  await uriField(page, 1).fill("https://app.example.com/cb");
  await page.getByRole("button", { name: "Add redirect URI" }).click();
  await expect(uriField(page, 2)).toBeFocused();
  await page.keyboard.type("http://app.example.com/cb");
  await page.keyboard.press("Enter");
  await expect(uriField(page, 3)).toBeFocused();
  await page.keyboard.type("https://App.example.com/other");
  await expect(uriField(page, 2)).toHaveAccessibleDescription(/\(Rule 4\)/);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("One address below cannot be.")).toBeVisible();
  await expect(uriField(page, 2)).toBeFocused();
  await expect(uriField(page, 2)).toHaveAccessibleDescription(/\(Rule 4\)/);
  await expect(uriField(page, 3)).toHaveAccessibleDescription(/exactly this: https:\/\/App\.example\.com\/other \(Rule 17\)/);
  await expect(uriField(page, 1)).toHaveValue("https://app.example.com/cb");
  expect((await stored(admin, client)).redirectUris).toEqual([]);

  await uriField(page, 2).fill("http://fixed.example.com/cb");
  await page.getByRole("button", { name: "Use https" }).click();
  await expect(uriField(page, 2)).toHaveValue("https://fixed.example.com/cb");
  await save(page);
  const uris = ["https://app.example.com/cb", "https://fixed.example.com/cb", "https://App.example.com/other"];
  expect((await stored(admin, client)).redirectUris).toEqual(uris);

  await page.getByRole("button", { name: "Remove redirect URI 1" }).click();
  await expect(page.getByText("Nobody is sent to https://app.example.com/cb any more.")).toBeVisible();
  await save(page);
  expect((await stored(admin, client)).redirectUris).toEqual(uris.slice(1));
});

test("R33 many lines pasted into one row become rows, and the field for several adds the rest", async ({ page }) => {
  const { admin } = await aTenant();
  const client = await aClient(admin);
  await openSettings(page, admin, client);
  await uriField(page, 1).focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text", "https://a.example/cb\r\nhttps://b.example/cb\n\nhttps://a.example/cb");
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(uriField(page, 3)).toHaveValue("https://a.example/cb");
  await expect(uriField(page, 3)).toHaveAccessibleDescription(/in the list already/);
  await page.getByRole("button", { name: "Remove redirect URI 3" }).click();
  await page.getByText("Paste several").click();
  await page.getByRole("textbox", { name: "One redirect URI to a line" }).fill("https://c.example/cb\nhttps://d.example/cb");
  await page.getByRole("button", { name: "Add them" }).click();
  await expect(uriField(page, 4)).toHaveValue("https://d.example/cb");
  await page.getByRole("textbox", { name: "One redirect URI to a line" }).fill("https://e.example/cb");
  await save(page);
  expect((await stored(admin, client)).redirectUris).toEqual(["a", "b", "c", "d", "e"].map((host) => `https://${host}.example/cb`));
  await expect(uriField(page, 5)).toHaveValue("https://e.example/cb");
});

for (const [type, isPartner] of [
  ["public", false],
  ["confidential", true],
] as const) {
  test(`R35 RU-01 every hostile redirect URI is refused by the form of a ${type} client, and stays in it`, async ({ page }) => {
    test.setTimeout(120_000);
    const staff = await aStaff();
    const { admin } = await aTenant();
    const [actor, client] = isPartner ? [staff, await aPartnerClient(staff)] : [admin, await aPublicClient(admin)];
    const before = (await stored(actor, client)).redirectUris;
    // What breaks a line is two URIs here, what outgrows the form is refused before it is read (IN-10), and no browser types half a letter.
    const isTypable = (uri: string) => uri !== "" && uri.length < 2500 && !/[\r\n]/.test(uri);
    const uris = HOSTILE_REDIRECT_URIS.filter(([uri, whose, its]) => whose === type && its === isPartner && isTypable(uri)).map(([uri]) => uri.toWellFormed());
    expect(uris.length).toBeGreaterThan(100);
    await signInAs(page.context(), actor);
    for (let first = 0; first < uris.length; first += 50) {
      const batch = uris.slice(first, first + 50);
      await page.goto(`/clients/${client.clientId}/settings`);
      await page.getByText("Paste several").click();
      await page.getByRole("textbox", { name: "One redirect URI to a line" }).fill(batch.join("\n"));
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Nothing is saved yet")).toBeVisible();
      const refused = await page
        .locator("input[name=redirectUris][aria-invalid=true]")
        .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
      expect(refused).toEqual(batch);
    }
    expect((await stored(actor, client)).redirectUris).toEqual(before);
  });
}
