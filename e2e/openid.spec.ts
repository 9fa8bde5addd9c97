import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page } from "@playwright/test";
import { disablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { anEmail } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { test } from "./with-openid.ts";

// One setup app and one provider for them all.
test.describe.configure({ mode: "default" });

const someone = () => ({ subject: randomUUID(), email: anEmail() });

async function anInvitation() {
  const { admin } = await aTenant();
  const invited = await invitePerson(admin, { name: "Noor Haddad", email: anEmail("Noor Haddad"), role: "tenant_admin" });
  return { admin, ...invited, path: new URL(invited.url).pathname };
}

async function continueAs(page: Page, account: { subject: string; email: string }): Promise<void> {
  await startContinuing(page);
  await logIn(page, account);
}

async function startContinuing(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue with localhost:" }).click();
  await expect(page).toHaveTitle("Log in");
}

async function logIn(page: Page, { subject, email }: { subject: string; email: string }): Promise<void> {
  await page.getByRole("textbox", { name: "Subject" }).fill(subject);
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("button", { name: "Log in" }).click();
}

/** Logs in at the provider and keeps where it sends the browser, instead of going there. */
async function keepAnswer(page: Page, account: { subject: string; email: string }): Promise<string> {
  let answer = await page.request.post(page.url(), { form: account, maxRedirects: 0 });
  while (!answer.headers().location?.includes("/api/auth/callback/")) answer = await page.request.get(answer.headers().location ?? "", { maxRedirects: 0 });
  return answer.headers().location ?? "";
}

async function expectSignedIn(page: Page): Promise<void> {
  await page.goto("/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/account");
}

async function expectRefused(page: Page, sentence: string): Promise<void> {
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.getByText(sentence)).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R4 R60 an invitation connects an account once, and from then on the account signs in", async ({ page, browser, openid }) => {
      const { personId, path } = await anInvitation();
      const account = someone();
      await page.goto(path);
      await continueAs(page, account);
      await expect(page).toHaveURL(`${openid.setupAppUrl}/`);
      await expectSignedIn(page);
      const left = (await page.context().cookies()).filter(({ name }) => /state|pkce|nonce|journey/.test(name));
      expect(left.map(({ name }) => name)).toEqual([]);
      expect((await eventsOf({ subjectId: personId })).slice(1)).toMatchObject([
        { action: "person.joined", actorId: personId, after: { with: "openid" } },
        { action: "session.started", actorId: personId, after: { with: "openid" } },
      ]);
      await page.goto(path);
      await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();

      const later = await browser.newPage({ baseURL: openid.setupAppUrl, javaScriptEnabled });
      await later.goto("/sign-in?next=%2Faudit");
      await continueAs(later, { ...account, email: "" });
      await expect(later).toHaveURL(`${openid.setupAppUrl}/audit`);
      await later.close();
    });

    test("R4 an account that no invitation has connected is told to ask for one", async ({ page }) => {
      await page.goto("/sign-in");
      await continueAs(page, someone());
      await expectRefused(page, "Nobody here is connected with this account. Ask for an invitation link and open it first.");
    });
  });
}

test("SS-11 R4 the same e-mail address is nobody: not of an invited person, not of one with a password, not of one with another subject", async ({ page }) => {
  const { admin, email, path } = await anInvitation();
  const account = someone();
  await page.goto(path);
  await continueAs(page, account);
  await expectSignedIn(page);
  const invited = await anInvitation();
  for (const known of [invited.email, admin.email, account.email, email]) {
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await continueAs(page, { subject: randomUUID(), email: known });
    await expectRefused(page, "Nobody here is connected with this account.");
  }
});

test("R4 of two accounts that open one invitation at the same time, the second is refused and stays unknown", async ({ page, browser, openid }) => {
  const { path } = await anInvitation();
  const other = await browser.newPage({ baseURL: openid.setupAppUrl });
  for (const tab of [page, other]) {
    await tab.goto(path);
    await startContinuing(tab);
  }
  const [first, second] = [someone(), someone()];
  await logIn(page, first);
  await expectSignedIn(page);
  await logIn(other, second);
  await expectRefused(other, "This link was already used or is too old. Ask for a new one.");
  await other.goto("/sign-in");
  // The provider still knows who this is, and sends them straight back.
  await other.getByRole("button", { name: "Continue with localhost:" }).click();
  await expectRefused(other, "Nobody here is connected with this account.");
  await other.close();
});

test("R4 an account that is somebody's cannot open the invitation of another, which stays open", async ({ page }) => {
  const [mine, theirs] = [await anInvitation(), await anInvitation()];
  const account = someone();
  await page.goto(mine.path);
  await continueAs(page, account);
  await expectSignedIn(page);
  await page.context().clearCookies();
  await page.goto(theirs.path);
  await continueAs(page, account);
  await expectRefused(page, "This account is connected with somebody here already.");
  expect((await eventsOf({ subjectId: mine.personId })).at(-1)).toMatchObject({ action: "session.refused" });
  await page.goto(theirs.path);
  await expect(page.getByRole("heading", { name: "Welcome, Noor Haddad" })).toBeVisible();
});

test("R4 an invitation that was left at the provider does not join whoever signs in after it", async ({ page }) => {
  const { path } = await anInvitation();
  await page.goto(path);
  await startContinuing(page);
  await page.goto("/sign-in");
  await continueAs(page, someone());
  await expectRefused(page, "Nobody here is connected with this account.");
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Set password and begin" })).toBeVisible();
});

test("R4 SS-04 somebody who is disabled is out at the next request, and stays out", async ({ page }) => {
  const { admin, personId, path } = await anInvitation();
  const account = someone();
  await page.goto(path);
  await continueAs(page, account);
  await expectSignedIn(page);
  await disablePerson(admin, { personId });
  await page.goto("/clients");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByRole("button", { name: "Continue with localhost:" }).click();
  await expectRefused(page, "Your sign-in is switched off. Ask an admin of your company.");
  expect((await eventsOf({ subjectId: personId })).at(-1)).toMatchObject({ action: "session.refused", actorName: "Gatehouse" });
});

test("SS-03 a session that signed out does not come back with its old cookie", async ({ page, context }) => {
  const { path } = await anInvitation();
  await page.goto(path);
  await continueAs(page, someone());
  await expectSignedIn(page);
  const session = await cookieOf(context, "gatehouse.session");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await context.addCookies([session]);
  await page.goto("/account");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("SS-08 state, PKCE, nonce and every other cookie of the journey is no session", async ({ page, context }) => {
  const { path } = await anInvitation();
  await page.goto(path);
  await startContinuing(page);
  const cookies = (await context.cookies()).filter(({ name }) => name.startsWith("gatehouse.openid-"));
  const names = cookies.map(({ name }) => name.replace("gatehouse.openid-", ""));
  expect(names.sort()).toEqual(expect.arrayContaining(["journey", "nonce", "pkce", "state"]));
  for (const { name, value, httpOnly, sameSite, domain } of cookies) {
    expect({ name, httpOnly, sameSite }).toEqual({ name, httpOnly: true, sameSite: "Lax" });
    await context.addCookies([{ name: "gatehouse.session", value, domain, path: "/" }]);
    await page.goto("/account");
    await expect(page, name).toHaveURL(/\/sign-in\?next=/);
  }
});

test("SS-08 SS-09 an answer that this browser did not ask for signs nobody in", async ({ page, browser, openid }) => {
  const { path } = await anInvitation();
  await page.goto(path);
  await startContinuing(page);
  const answer = await keepAnswer(page, someone());
  const victim = await browser.newPage({ baseURL: openid.setupAppUrl });
  await victim.goto(answer);
  await expectRefused(victim, "did not confirm who you are");
  await victim.goto("/sign-in");
  await startContinuing(victim);
  await victim.goto(answer);
  await expectRefused(victim, "did not confirm who you are");
  await victim.goto("/api/auth/callback/openid?error=access_denied");
  await expectRefused(victim, "did not confirm who you are");
  await victim.close();
  await page.goto(path);
  await expect(page.getByRole("button", { name: "Set password and begin" })).toBeVisible();
});

test("RU-07 the way back leads to a page of Gatehouse, whatever was asked for", async ({ page, openid }) => {
  const { path } = await anInvitation();
  const account = someone();
  await page.goto(path);
  await continueAs(page, account);
  await expectSignedIn(page);
  const session = () => page.context().clearCookies({ name: "gatehouse.session" });
  for (const next of ["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example", "javascript:alert(1)"]) {
    await session();
    await page.goto("/sign-in");
    await page
      .locator("form", { hasText: "Continue with" })
      .locator("[name=next]")
      .evaluate((field, value) => field.setAttribute("value", value), next);
    await page.getByRole("button", { name: "Continue with localhost:" }).click();
    await page.waitForURL(({ origin, pathname }) => origin === openid.setupAppUrl && pathname !== "/sign-in");
    await cookieOf(page.context(), "gatehouse.session");
  }
});

test("SS-11 the other addresses of next-auth are not served, and a form may lead to the provider from two pages only", async ({ request, openid }) => {
  for (const action of ["session", "csrf", "providers", "signin", "signin/openid", "signout", "error", "_log", "callback", "callback/credentials"]) {
    expect((await request.get(`/api/auth/${action}`)).status(), action).toBe(404);
    expect((await request.post(`/api/auth/${action}`, { headers: { Origin: openid.setupAppUrl }, form: { json: "true" } })).status(), action).toBe(404);
  }
  const { path } = await anInvitation();
  const formActions = async (address: string) => /form-action ([^;]*)/.exec((await request.get(address)).headers()["content-security-policy"] ?? "")?.[1];
  for (const address of ["/sign-in", path]) expect(await formActions(address)).toBe(`'self' ${openid.issuer}`);
  for (const address of ["/forgot-password", "/no-such-page"]) expect(await formActions(address)).toBe("'self'");
});

test("R4 the two pages with the button are axe-clean and fit a narrow screen", async ({ page }) => {
  const { path } = await anInvitation();
  await page.setViewportSize({ width: 320, height: 900 });
  for (const address of ["/sign-in", path]) {
    await page.goto(address);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  }
});

test("R4 without a provider nothing of it is there", async ({ page, request }) => {
  const withoutOpenid = process.env.SETUP_APP_URL;
  await page.goto(`${withoutOpenid}/sign-in`);
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Continue with" })).toHaveCount(0);
  expect((await request.get(`${withoutOpenid}/api/auth/callback/openid?code=x&state=y`)).status()).toBe(404);
  expect((await request.get(`${withoutOpenid}/sign-in`)).headers()["content-security-policy"]).toContain("form-action 'self';");
});

test("R4 a provider that does not answer is said to be away, and the password form is still there", async ({ page, openid }) => {
  await openid.provider.stop();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Continue with localhost:" }).click();
  await expect(page.getByText("does not answer right now. Try again in a moment.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await openid.provider.start();
  await continueAs(page, someone());
  await expectRefused(page, "Nobody here is connected with this account.");
});

async function cookieOf(context: BrowserContext, name: string) {
  const cookie = (await context.cookies()).find((one) => one.name === name);
  if (!cookie) throw new Error(`there is no cookie ${name}`);
  return cookie;
}
