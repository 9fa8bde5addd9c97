import { expect, type Page, test } from "@playwright/test";
import { aTenant } from "#world/a-tenant";
import { signInAs } from "./sign-in-as.ts";

/** Presses Tab until what has the focus reads so, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = typeof name === "string" ? new RegExp(`^${name}$`) : name;
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return (focused?.getAttribute("aria-label") ?? focused?.labels?.[0]?.textContent ?? focused?.textContent ?? "").trim();
    });
    if (wanted.test(label)) return;
  }
  throw new Error(`Tab does not lead to ${name}`);
}

test("a client is created, its secret copied and reset, and the client deleted, without a mouse", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  await page.goto("/clients");
  await tabTo(page, "Skip to the page");
  await page.keyboard.press("Enter");
  await tabTo(page, "Add OAuth client");
  await page.keyboard.press("Enter");
  await page.waitForURL(/new$/);
  await tabTo(page, "Name");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Nightly ledger export");
  await tabTo(page, /^A web application on a server/);
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /^A job without a person/ })).toBeChecked();
  await tabTo(page, "Create client");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy secret" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "I have saved it");
  await page.keyboard.press("Enter");
  await page.waitForURL(/gh_/);

  await tabTo(page, "Secrets");
  await page.keyboard.press("Enter");
  await page.waitForURL(/secrets$/);
  await tabTo(page, "Reset First secret");
  await page.keyboard.press("Enter");
  await page.waitForURL(/reset$/);
  await tabTo(page, /^Stop it now/);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /1 hour/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copy secret" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, "I have saved it");
  await page.keyboard.press("Enter");
  await page.waitForURL(/secrets$/);

  await page.goto("/clients");
  await tabTo(page, "More actions for Nightly ledger export");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Rename" })).toBeFocused();
  await page.keyboard.press("End");
  await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/delete$/);
  await tabTo(page, /^Type Nightly ledger export/);
  await page.keyboard.type("Nightly ledger export");
  await page.keyboard.press("Enter");
  await page.waitForURL(/clients$/);
  await expect(page.getByText("No OAuth clients yet")).toBeVisible();
});

test("g and a letter go to a page, ? lists them and / goes to the search; whoever types, or has switched them off, is left alone", async ({
  page,
  context,
}) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  await page.goto("/");
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(list.getByRole("term").filter({ hasText: "Clients" }).locator("+ dd")).toHaveText("gc");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.waitForURL(/people$/);
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox");
  await expect(search).toBeFocused();
  await page.keyboard.type("gc?/");
  await expect(search).toHaveValue("gc?/");
  await expect(list).toBeHidden();

  await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
  await list.getByRole("checkbox", { name: "Answer to these keys in this browser" }).press("Space");
  await list.getByRole("button", { name: "Close" }).press("Enter");
  await page.getByRole("heading", { name: "People" }).click();
  for (const key of ["?", "g", "c"]) await page.keyboard.press(key);
  await expect(list).toBeHidden();
  await tabTo(page, "Keyboard shortcuts");
  await page.keyboard.press("Enter");
  await expect(list).toBeVisible();
  await expect(page).toHaveURL(/people$/);
});
