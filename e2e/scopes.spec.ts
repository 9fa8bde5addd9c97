import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { findEvents } from "#lib/audit/find-events";
import { changeScope } from "#lib/scopes/change-scope";
import { findScopes, getScope } from "#lib/scopes/find-scopes";
import { aClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { allowScope, aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { askForToken, outcomeOf } from "./ask-for-token.ts";
import { postForm } from "./post-form.ts";
import { signInAs } from "./sign-in-as.ts";

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ has: page.getByText(name, { exact: true }) });

async function fillIn(page: Page, words: { name?: string; title: string; description: string; risk: string }): Promise<void> {
  if (words.name !== undefined) await page.getByLabel("Name").fill(words.name);
  await page.getByLabel("Title").fill(words.title);
  await page.getByLabel("Description").fill(words.description);
  await page.getByRole("radio", { name: words.risk }).check();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R26 R2 a platform admin adds a scope, puts its words better, retires it and brings it back", async ({ page, context }) => {
      const admin = await aStaff();
      await signInAs(context, admin);
      const name = `notes.${randomUUID()}`;
      await page.goto("/scopes");
      await page.getByRole("link", { name: "Add scope" }).first().click();
      await fillIn(page, { name: "team_notes", title: "Read notes", description: "Read the notes\nof your teams.", risk: "Elevated" });
      await page.getByRole("button", { name: "Add scope" }).click();
      await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/begins with team_ or user:/);
      await expect(page.getByLabel("Title")).toHaveValue("Read notes");
      await expect(page.getByLabel("Description")).toHaveValue("Read the notes\nof your teams.");
      await expect(page.getByRole("radio", { name: "Elevated" })).toBeChecked();

      await page.getByLabel("Name").fill(name);
      await page.getByRole("button", { name: "Add scope" }).click();
      await expect(page).toHaveURL(new RegExp(`/scopes/${name}$`));
      await expect(page.getByRole("figure")).toContainText("Read notes: Read the notes of your teams.");

      await fillIn(page, { title: "Read every note", description: "Read private notes too.", risk: "High" });
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("figure")).toContainText("Read every note: Read private notes too.");
      await expect(page.getByRole("radio", { name: "High" })).toBeChecked();
      await page.getByLabel("Title").fill("");
      await page.getByLabel("Title").evaluate((field) => field.removeAttribute("required"));
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByLabel("Title")).toHaveAccessibleDescription(/Title is missing/);
      await expect(page.getByLabel("Title")).toHaveValue("");

      await page.goto(`/scopes/${name}`);
      await expect(page.getByText("No client is allowed it.")).toBeVisible();
      await page.getByRole("button", { name: "Retire scope" }).click();
      await expect(page.getByRole("button", { name: "Bring it back" })).toBeVisible();
      await page.goto("/scopes");
      await expect(rowOf(page, name)).toContainText("Read every note: Read private notes too.");
      await expect(rowOf(page, name)).toContainText("High");
      await expect(rowOf(page, name)).toContainText("Retired");
      await rowOf(page, name).getByRole("link").click();
      await page.getByRole("button", { name: "Bring it back" }).click();
      await expect(page.getByRole("button", { name: "Retire scope" })).toBeVisible();
      expect(await getScope(admin, name)).toMatchObject({ title: "Read every note", risk: "high", isRetired: false, version: 4 });
    });
  });
}

test("R26 R54 a retired scope is refused at the very next token request, and the page says for how many clients before it is done", async ({
  page,
  context,
}) => {
  const [{ admin }, scope] = [await aTenant(), await aScope()];
  const client = await aClient(admin);
  for (const allowed of [client, await aClient(admin)]) await allowScope(allowed, scope);
  expect((await askForToken(client.clientId, client.secret, scope)).scope).toBe(scope);
  await signInAs(context, await aStaff());
  await page.goto(`/scopes/${encodeURIComponent(scope)}`);
  await expect(page.getByText("2 clients are allowed it.")).toBeVisible();
  await page.getByRole("button", { name: "Retire scope" }).click();
  await expect(page.getByText("2 clients are allowed it still.")).toBeVisible();
  expect(await outcomeOf(client.clientId, client.secret, scope)).toBe("invalid_scope");
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByText("2 clients are allowed it.", { exact: true })).toBeVisible();
  expect(await outcomeOf(client.clientId, client.secret, scope)).toBe("granted");
});

test("R14 a stale edit is refused with what changed, keeps what was typed, and is saved at the second press", async ({ page, context }) => {
  const [admin, other, scopeName] = [await aStaff(), await aStaff({ name: "Ana Silva" }), await aScope()];
  await signInAs(context, admin);
  await page.goto(`/scopes/${encodeURIComponent(scopeName)}`);
  await page.getByLabel("Title").fill("Mine");
  await changeScope(other, { scopeName, version: 1, title: "Theirs", description: "Theirs.", risk: "low" });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Ana Silva" })).toContainText("title: “Read research” is now “Theirs”");
  await expect(page.getByLabel("Title")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("figure")).toContainText("Mine");
  expect(await getScope(admin, scopeName)).toMatchObject({ title: "Mine", version: 3 });
});

test("R2 customer success and a company admin read the catalogue and are told why they cannot change it", async ({ browser }) => {
  const scope = await aScope();
  for (const actor of [await aStaff({ role: "cs" }), (await aTenant()).admin]) {
    const context = await browser.newContext({ baseURL: process.env.SETUP_APP_URL ?? "" });
    await signInAs(context, actor);
    const page = await context.newPage();
    for (const path of ["/scopes", `/scopes/${encodeURIComponent(scope)}`]) {
      await page.goto(path);
      await expect(page.getByText("Changing it needs the role Platform admin.")).toBeVisible();
      await expect(page.getByText("Read research notes, models and their attachments.").first()).toBeVisible();
      await expect(page.locator("main").getByRole("button", { name: /Add|Save|Retire/ })).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Add scope" })).toHaveCount(0);
    }
    await context.close();
  }
});

test("R2 the form refuses who is no platform admin any more", async ({ page, context }) => {
  const [admin, cs, name] = [await aStaff(), await aStaff({ role: "cs" }), await aScope()];
  await signInAs(context, admin);
  await page.goto(`/scopes/${encodeURIComponent(name)}`);
  await context.clearCookies();
  await signInAs(context, cs);
  await page.getByLabel("Title").fill("Taken over");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This needs the role Platform admin.").first()).toBeVisible();
  expect(await getScope(admin, name)).toMatchObject({ title: "Read research", version: 1 });
});

test("R26 a name with a slash, a percent sign or a question mark opens its page; what is no name is not found", async ({ page, context }) => {
  const admin = await aStaff();
  await signInAs(context, admin);
  for (const odd of ["https://api.example/notes?all=1#x", "50%/a", "a%2Fb", "...", "~(x)'!*", "a;b&c=d+e", "%"]) {
    const scopeName = await aScope({ scopeName: `${odd}${randomUUID()}`, title: `Odd ${odd}` });
    await page.goto("/scopes");
    await rowOf(page, scopeName).getByRole("link").click();
    await expect(page.getByRole("heading", { name: `Odd ${odd}`, exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Retire scope" }).click();
    await expect(page.getByRole("button", { name: "Bring it back" })).toBeVisible();
  }
  for (const path of ["/scopes/no.such", "/scopes/%25ff", "/scopes/%00", "/scopes/team_1", `/scopes/${"x".repeat(3000)}`]) {
    expect((await context.request.get(path)).status(), path).toBe(404);
  }
  for (const scopeName of ["", " ", "a b", 'a"b', "\\", "\0", "é", "\ud800", "openid", "new", "..", "x".repeat(101), "user:1"]) {
    const answer = await postForm(context.request, "/scopes/new", "scopeName", { scopeName, title: "Never added", description: "Never added." });
    expect(answer.status(), scopeName).toBe(200);
  }
  expect((await findScopes(admin)).map(({ title }) => title)).not.toContain("Never added");
  expect((await findEvents(admin, {}, {})).rows.map(({ text }) => text)).toContain("retired {it}");
});
