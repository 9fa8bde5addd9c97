import { type BrowserContext, expect, test } from "@playwright/test";
import { renameTenant } from "#lib/tenants/rename-tenant";
import { aClient } from "#world/a-client";
import { aMember, aStaff, PASSWORD } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { everyRowOf } from "./every-row.ts";
import { signInAs } from "./sign-in-as.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R65 a platform admin deletes a company, reads first what ends, and afterwards what was done in it", async ({ page, context, browser }) => {
      const [staff, { tenant, admin }] = [await aStaff(), await aTenant({ name: "Northwind Capital" })];
      const client = await aClient(admin, { name: "Nightly export" });
      const theirs = await browser.newContext({ javaScriptEnabled });
      await signInAs(theirs, admin);
      await signInAs(context, staff);
      await page.goto(`/tenants/${tenant.id}/settings`);
      await page.getByRole("link", { name: "Delete…" }).click();
      const card = page.getByRole("region", { name: "Delete Northwind Capital for good?" });
      await expect(card).toContainText("1 person, with 1 session");
      await expect(card).toContainText("1 client of its own, with its secrets");
      await expect(card).toContainText("This cannot be undone");

      // Somebody else renames it meanwhile.
      await renameTenant(staff, { tenantId: tenant.id, version: 1, name: "Northwind Partners" });
      await page.getByLabel(/to confirm/).fill("Northwind Capital");
      await page.getByRole("button", { name: "Delete the company for good" }).click();
      await expect(page.getByText("nothing was deleted. It is called “Northwind Partners” now")).toBeVisible();
      await expect(page.getByLabel(/to confirm/)).toHaveValue("Northwind Capital");
      expect((await theirPage(theirs, "/clients")).status).toBe(200);

      await page.getByLabel(/to confirm/).fill("Northwind Partners");
      await page.getByRole("button", { name: "Delete the company for good" }).click();
      await expect(page).toHaveURL(`/audit?tenant=${tenant.id}`);
      if (javaScriptEnabled) await expect(page.getByText("Northwind Partners is deleted for good").first()).toBeVisible();
      await expect(page.getByRole("main").getByRole("listitem").first()).toContainText(`${staff.name} deleted the tenant Northwind Partners`);
      await expect(page.getByRole("listitem").filter({ hasText: "created Nightly export" })).toContainText(admin.name);
      expect((await theirPage(context, `/clients/${client.clientId}`)).status).toBe(404);

      expect((await theirPage(theirs, "/clients")).url).toContain("/sign-in");
      const again = await theirs.newPage();
      await again.goto("/sign-in");
      await again.getByLabel("E-mail address").fill(admin.email);
      await again.getByLabel("Password").fill(PASSWORD);
      await again.getByRole("button", { name: "Sign in" }).click();
      await expect(again.getByText("do not belong together")).toBeVisible();
      await theirs.close();
      const { audit_event, ...others } = await everyRowOf(tenant.id);
      expect(audit_event?.length).toBeGreaterThan(3);
      expect(Object.values(others).flat()).toEqual([]);
    });

    test("R65 an admin deletes a colleague, who is signed out at once, and cannot delete themselves", async ({ page, context, browser }) => {
      const { admin } = await aTenant();
      const member = await aMember(admin, { name: "Lukas Brandt" });
      const theirs = await browser.newContext({ javaScriptEnabled });
      await signInAs(theirs, member);
      await signInAs(context, admin);
      await page.goto("/people");
      await page.getByRole("link", { name: "Lukas Brandt" }).click();
      await page.getByRole("link", { name: "Delete…" }).click();
      await expect(page.getByRole("region", { name: "Delete Lukas Brandt?" })).toContainText("1 session ends");
      await page.getByLabel(/to confirm/).fill("Lukas Brandt");
      await page.getByRole("button", { name: "Delete the person" }).click();
      await expect(page).toHaveURL("/people");
      if (javaScriptEnabled) await expect(page.getByText("Lukas Brandt is deleted.").first()).toBeVisible();
      await expect(page.getByRole("row").filter({ hasText: "Lukas Brandt" })).toHaveCount(0);
      expect((await theirPage(theirs, "/account")).url).toContain("/sign-in");
      await theirs.close();

      await page.goto(`/people/${admin.personId}`);
      await expect(page.getByRole("link", { name: "Delete…" })).toHaveCount(0);
      await page.goto(`/people/${admin.personId}/delete`);
      await expect(page.getByText("Nobody deletes themselves: another admin does it.")).toBeVisible();
    });
  });
}

async function theirPage(context: BrowserContext, path: string) {
  const page = await context.newPage();
  const answer = await page.goto(path);
  const seen = { status: answer?.status(), url: page.url() };
  await page.close();
  return seen;
}
