import { expect, type Page, test } from "@playwright/test";
import { aTenant } from "#world/a-tenant";
import { askForToken, outcomeOf } from "./ask-for-token.ts";
import { signInAs } from "./sign-in-as.ts";

async function createClient(page: Page): Promise<{ clientId: string; secret: string }> {
  await page.goto("/clients");
  await page.getByRole("link", { name: "Add OAuth client" }).first().click();
  await page.getByRole("radio", { name: "A job without a person" }).check();
  await page.getByRole("button", { name: "Create client" }).click();
  const secret = await takeSecret(page);
  await expect(page).toHaveURL(/\/clients\/gh_\w+$/);
  return { clientId: page.url().split("/").at(-1) ?? "", secret };
}

async function takeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole("dialog");
  const secret = await dialog.locator("code").first().innerText();
  await dialog.getByRole("button", { name: "Copy secret" }).click();
  await dialog.getByRole("button", { name: "I have saved it" }).click();
  await expect(dialog).toBeHidden();
  return secret;
}

test("R7 R15 R25 R29 a company admin creates a client, copies its secret once, and a library that knows nothing of us gets a token", async ({
  page,
  context,
}) => {
  const { admin, team } = await aTenant();
  await signInAs(context, admin);
  const { clientId, secret } = await createClient(page);

  await page.getByRole("combobox", { name: "Team" }).selectOption({ label: team.name });
  await page.getByRole("button", { name: "Show the request" }).click();
  await expect(page.getByRole("figure").filter({ hasText: "curl" })).toContainText(team.scope);

  const token = await askForToken(clientId, secret, team.scope);
  expect(token).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: team.scope });
  expect(token.refresh_token).toBeUndefined();

  await page.goto(`/clients/${clientId}/secrets`);
  await expect(page.getByText(`ends in ${secret.slice(-4)}`)).toBeVisible();
  expect(await page.content()).not.toContain(secret);
});

test("R18 R19 R54 after a reset the old secret is refused at the very next request", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const { clientId, secret } = await createClient(page);
  await page.goto(`/clients/${clientId}/secrets`);
  await page.getByRole("link", { name: "Reset First secret" }).click();
  await expect(page.getByText("The application must be given the new secret")).toBeVisible();
  await page.getByRole("button", { name: "Reset and show the new one" }).click();
  const successor = await takeSecret(page);
  expect(await outcomeOf(clientId, secret)).toBe("invalid_client");
  expect(await outcomeOf(clientId, successor)).toBe("granted");
});

test("R20 in the grace period both secrets work, and the old one can be retired early", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const { clientId, secret } = await createClient(page);
  await page.goto(`/clients/${clientId}/secrets`);
  await page.getByRole("link", { name: "Reset First secret" }).click();
  await page.getByText("Keep it for 24 hours").click();
  await page.getByRole("button", { name: "Reset and show the new one" }).click();
  await expect(page.getByRole("dialog")).toContainText("keeps working until");
  const successor = await takeSecret(page);
  expect(await outcomeOf(clientId, secret)).toBe("granted");
  expect(await outcomeOf(clientId, successor)).toBe("granted");

  const old = page.getByRole("row").filter({ hasText: secret.slice(-4) });
  await old.getByRole("link", { name: "Retire First secret" }).click();
  await page.getByRole("button", { name: "Retire the secret" }).click();
  await expect(page).toHaveURL(/secrets$/);
  expect(await outcomeOf(clientId, secret)).toBe("invalid_client");
  expect(await outcomeOf(clientId, successor)).toBe("granted");
});

test("R11 R12 R10 a disabled client is refused until it is enabled by Undo, and a deleted one until it is restored", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const { clientId, secret } = await createClient(page);
  const name = await page.getByRole("heading", { level: 1 }).innerText();

  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("This client is disabled")).toBeVisible();
  expect(await outcomeOf(clientId, secret)).toBe("invalid_client");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("This client is disabled")).toBeHidden();
  expect(await outcomeOf(clientId, secret)).toBe("granted");

  await page.goto("/clients");
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(page.getByText("live grants and tokens end").or(page.getByText("live grant or token ends"))).toBeVisible();
  await page.getByRole("textbox", { name: /Type .* to confirm/ }).fill(name);
  await page.getByRole("button", { name: "Delete the client" }).click();
  await expect(page).toHaveURL(/\/clients$/);
  expect(await outcomeOf(clientId, secret)).toBe("invalid_client");

  await page.goto("/clients?state=deleted");
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("This client is deleted")).toBeHidden();
  expect(await outcomeOf(clientId, secret)).toBe("granted");
});

test("R27 R28 R54 switching client credentials off in the page holds at the next request", async ({ page, context }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const { clientId, secret } = await createClient(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("checkbox", { name: /Allow client credentials/ }).uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It holds at the next request.").first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /Allow client credentials/ })).not.toBeChecked();
  expect(await outcomeOf(clientId, secret)).toBe("unauthorized_client");
});

test("R10 R14 two admins at once: the second is told what the first changed, keeps what they typed, and can save again", async ({ page, context, browser }) => {
  const { admin } = await aTenant();
  await signInAs(context, admin);
  const { clientId } = await createClient(page);
  const other = await browser.newPage();
  await signInAs(other.context(), admin);

  await page.goto(`/clients/${clientId}/settings`);
  await other.goto(`/clients/${clientId}/settings`);
  await other.getByRole("textbox", { name: "Name" }).fill("Nightly ledger export");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Nightly ledger export");

  await page.getByRole("textbox", { name: "Name" }).fill("Ledger sync");
  const save = page.getByRole("button", { name: "Save" });
  await save.click();
  await expect(page.getByRole("alert").filter({ hasText: "Nightly ledger export" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("Ledger sync");
  await save.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ledger sync");
  await other.close();
});
