import { expect, test } from "@playwright/test";
import { disablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { aMember, anEmail, aStaff, PASSWORD, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { signInAs } from "./sign-in-as.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R60 an invitation is opened once, a password is set, and its owner is signed in", async ({ page, browser }) => {
      const email = anEmail("noor");
      const invited = await invitePerson(theSystem, { name: "Noor Haddad", email, role: "cs" });
      const path = new URL(invited.url).pathname;
      await page.goto(path);
      await page.goto(path);
      await page.getByLabel("New password").fill(PASSWORD);
      await page.getByRole("button", { name: "Set password and begin" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Home");
      await expect(page.getByText(email)).toBeAttached();

      const second = await browser.newPage();
      await second.goto(path);
      await expect(second.getByText("This link does not work any more")).toBeVisible();
      await second.close();
    });

    test("R1 a wrong password is refused and keeps the address; the right one leads on to the page that was asked for", async ({ page }) => {
      const { admin } = await aTenant();
      await page.goto("/teams");
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fteams/);
      await page.getByLabel("E-mail address").fill(admin.email);
      await page.getByLabel("Password").fill("not the password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page.getByText("do not belong together")).toBeVisible();
      await expect(page.getByLabel("E-mail address")).toHaveValue(admin.email);
      await expect(page.getByLabel("Password")).toHaveValue("");
      await page.getByLabel("Password").fill(PASSWORD);
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(page).toHaveURL(/\/teams$/);
    });

    test("SS-01 SS-03 signing out ends the session on the server: the old cookie is refused", async ({ page, context }) => {
      const { admin } = await aTenant();
      await signInAs(context, admin);
      await page.goto("/clients");
      const cookies = await context.cookies();
      await page.getByRole("button", { name: "Sign out" }).click();
      await expect(page).toHaveURL(/\/sign-in/);
      await context.addCookies(cookies);
      await page.goto("/clients");
      await expect(page).toHaveURL(/\/sign-in/);
    });
  });
}

test("SS-04 somebody whose sign-in is switched off is out at the next request", async ({ page, context }) => {
  const { admin } = await aTenant();
  const colleague = await aMember(admin, { role: "tenant_admin" });
  await signInAs(context, colleague);
  await page.goto("/clients");
  await disablePerson(admin, { personId: colleague.personId });
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("SS-12 people see their sessions, and end one of them", async ({ page, context, browser }) => {
  const staff = await aStaff();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(staff.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Home");
  const session = (await context.cookies()).find(({ name }) => name === "gatehouse.session");
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  expect(session?.value.length).toBeLessThan(4096);

  const other = await browser.newContext({ baseURL: process.env.SETUP_APP_URL });
  await signInAs(other, staff);
  await page.goto("/account");
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByRole("button", { name: "End it" })).toHaveCount(0);
  const answer = await other.request.get("/clients", { maxRedirects: 0 });
  expect(answer.status()).toBe(307);
  await other.close();
});

test("a chosen theme is kept, and stands in the page as served", async ({ page, context }) => {
  await signInAs(context, await aStaff());
  await page.goto("/clients");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
