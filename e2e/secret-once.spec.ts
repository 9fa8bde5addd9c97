import { expect, test } from "@playwright/test";
import { findClients } from "#lib/clients/find-clients";
import { aTenant } from "#world/a-tenant";
import { outcomeOf } from "./ask-for-token.ts";
import { signInAs } from "./sign-in-as.ts";

test("R15 Escape, a press beside it and the back button do not lose the secret", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  await page.goto("/clients/new");
  await page.getByRole("button", { name: "Create client" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let press = 0; press < 3; press++) await page.keyboard.press("Escape");
  await page.mouse.click(5, 5);
  await page.goBack();
  await expect(dialog).toBeVisible();
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(dialog.getByText("You have not copied it.")).toBeVisible();
  await dialog.getByRole("button", { name: "Close anyway" }).click();
  await expect(page).toHaveURL(/\/clients\/gh_/);
});

test("R9 the secret and the client ID are copied where the Clipboard API is missing", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined });
    document.addEventListener("copy", () =>
      Object.assign(window, { copied: document.getSelection()?.toString() || (document.activeElement as HTMLTextAreaElement | null)?.value }),
    );
  });
  await page.goto("/clients/new");
  await page.getByRole("button", { name: "Create client" }).click();
  const dialog = page.getByRole("dialog");
  const secret = await dialog.locator("code").first().innerText();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await expect(dialog.getByText("Copied").first()).toBeVisible();
  expect(await page.evaluate(() => (window as { copied?: string }).copied)).toBe(secret);
});

test("R15 the .env block can be downloaded, and holds what the application needs", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  await page.goto("/clients/new");
  await page.getByRole("textbox", { name: "Name" }).fill("Nightly ledger export");
  await page.getByRole("button", { name: "Create client" }).click();
  const secret = await page.getByRole("dialog").locator("code").first().innerText();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download .env" }).click()]);
  expect(download.suggestedFilename()).toContain("nightly-ledger-export");
  const stream = await download.createReadStream();
  const text = (await stream.toArray()).join("");
  expect(text).toContain(secret);
  expect(text).toContain("/v1/oauth/token");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("R15 a client is created, its secret is shown once, and sending the form again replaces it instead of making a second", async ({ page, context }) => {
    const { admin } = await aTenant();
    await signInAs(context, admin);
    await page.goto("/clients/new");
    await page.getByRole("radio", { name: "A job without a person" }).check();
    await page.getByRole("button", { name: "Create client" }).click();
    const first = await page.locator("dialog code").first().innerText();
    await page.reload();
    const second = await page.locator("dialog code").first().innerText();
    expect(second).not.toBe(first);

    const { rows } = await findClients(admin, {}, {});
    expect(rows).toHaveLength(1);
    const clientId = rows[0]?.clientId ?? "";
    expect(await outcomeOf(clientId, first)).toBe("invalid_client");
    expect(await outcomeOf(clientId, second)).toBe("granted");
  });

  test("R12 R10 R33 a client is renamed, disabled and deleted, and a refused form keeps what was typed", async ({ page, context }) => {
    const { admin } = await aTenant();
    await signInAs(context, admin);
    await page.goto("/clients/new");
    await page.getByRole("button", { name: "Create client" }).click();
    await page.getByRole("button", { name: "I have saved it" }).click();
    await page.getByRole("link", { name: "Settings" }).click();

    const settings = page.locator("#name");
    await settings.getByRole("textbox").fill("Zero\u200bwidth");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(settings.getByText(/^Name holds .* invisible/)).toBeVisible();
    await expect(settings.getByRole("textbox")).toHaveValue("Zero\u200bwidth");
    await settings.getByRole("textbox").fill("Field notes");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Field notes");

    await page.getByRole("button", { name: "Disable" }).click();
    await expect(page.getByText("This client is disabled")).toBeVisible();

    await page.getByRole("link", { name: "Delete…" }).click();
    await page.getByRole("textbox", { name: /to confirm/ }).fill("Field notes");
    await page.getByRole("button", { name: "Delete the client" }).click();
    // The browser shows what stands in <noscript>; Playwright looks past it.
    await expect(page).toHaveURL(/clients$/);
    expect(await page.content()).toContain("Field notes is deleted.");
  });
});
