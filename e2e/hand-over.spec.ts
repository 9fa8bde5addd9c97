import { type Browser, expect, type Page, test } from "@playwright/test";
import { endpoints } from "#lib/endpoints";
import { findSecrets } from "#lib/secrets/find-secrets";
import { aPartnerClient } from "#world/a-client";
import { anActivePartnerClient, aRedirectUrisLink, aSecretLink, press } from "#world/a-hand-over";
import { aStaff } from "#world/a-person";
import { eventsOf } from "#world/events-of";
import { everythingAsText } from "./every-row.ts";
import { signInAs } from "./sign-in-as.ts";

/** What the token service says to a code that nobody has: `invalid_grant` means that it took the secret. */
async function errorFor(clientId: string, secret: string): Promise<string> {
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code: "nobodys",
    redirect_uri: "https://connect.meridian.example/callback",
    code_verifier: "x".repeat(43),
  });
  const answer = await fetch(endpoints().token, {
    method: "POST",
    headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` },
    body,
  });
  return ((await answer.json()) as { error: string }).error;
}

/** Somebody elsewhere, without an account. */
async function aPartner(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  return (await browser.newContext({ baseURL: process.env.SETUP_APP_URL ?? "", javaScriptEnabled })).newPage();
}

const shownSecret = (page: Page) => page.locator("dialog code").first().innerText();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    // Two people, each in a browser.
    test.slow();

    test("R23 staff send a link, a scanner fetches it, the partner's press shows the secret once, and staff see the receipt", async ({
      page,
      context,
      browser,
    }) => {
      const staff = await aStaff({ role: "cs" });
      const client = await anActivePartnerClient(staff);
      await signInAs(context, staff);
      await page.goto(`/clients/${client.clientId}/secrets`);
      await page.getByRole("link", { name: "Hand over a secret…" }).click();
      await page.getByRole("textbox", { name: "Name of the secret" }).fill("Their server");
      await page.getByRole("textbox", { name: "Whom it is for" }).fill("Noor at Meridian");
      await page.getByRole("textbox", { name: "Passphrase" }).fill("otters by candlelight");
      await page.getByRole("radio", { name: "They stop" }).check();
      await page.getByRole("button", { name: "Make the link" }).click();
      await expect(page.getByText("Send this link to Noor at Meridian.")).toBeVisible();
      const url = await page.locator("code", { hasText: "/hand-over/" }).innerText();

      const partner = await aPartner(browser, javaScriptEnabled);
      for (const method of ["HEAD", "GET"]) expect((await partner.request.fetch(url, { method })).status()).toBe(200);
      await partner.goto(url);
      await expect(partner.getByRole("heading", { level: 1 })).toHaveText(`Take the secret of ${client.name}`);
      await expect(partner.getByText("Secrets that the app has already stop working the moment you press.")).toBeVisible();
      expect(await errorFor(client.clientId, client.secret)).toBe("invalid_grant");
      await partner.getByLabel("Passphrase").fill("not that");
      await partner.getByRole("button", { name: "Make the secret" }).click();
      await expect(partner.getByText("This is not the passphrase. 4 tries are left.")).toBeVisible();
      await partner.getByLabel("Passphrase").fill("otters by candlelight");
      await partner.getByRole("button", { name: "Make the secret" }).click();
      const secret = await shownSecret(partner);
      expect(await errorFor(client.clientId, secret)).toBe("invalid_grant");
      expect(await errorFor(client.clientId, client.secret)).toBe("invalid_client");

      await partner.getByRole("button", { name: "I have saved it" }).click();
      if (javaScriptEnabled) await partner.getByRole("button", { name: "Close anyway" }).click();
      await expect(partner.getByRole("heading", { level: 1 })).toHaveText("This link was used");
      expect(await partner.content()).not.toContain(secret);

      await page.getByRole("link", { name: "Done" }).click();
      const row = page.getByRole("row", { name: /Their server/ });
      await expect(row).toContainText("for Noor at Meridian");
      await expect(row).toContainText(/Taken.* from 127\.0\.0\.1, ends in/s);
      await expect(row).toContainText(secret.slice(-4));
      await page.getByRole("link", { name: "Activity" }).click();
      await expect(page.getByText(`The holder of a link from ${staff.name}`).first()).toBeVisible();
      const everything = await everythingAsText();
      for (const text of [secret, url.split("/").at(-1) ?? "", "otters by candlelight"]) expect(everything).not.toContain(text);
    });

    test("R34 the partner sends redirect URIs, corrects them, and staff put them in place after looking", async ({ page, context, browser }) => {
      const { staff, client, link } = await aRedirectUrisLink({ note: "Noor" });
      const partner = await aPartner(browser, javaScriptEnabled);
      await partner.goto(link.url);
      const field = partner.getByRole("textbox", { name: "Redirect URIs, one to a line" });
      await expect(field).toHaveValue("https://connect.meridian.example/callback");
      await field.fill("https://connect.meridian.example/callback\nhttp://app.meridian.example/cb");
      await partner.getByRole("button", { name: "Send for review" }).click();
      await expect(partner.getByText(/“http:\/\/app\.meridian\.example\/cb”: .*\(Rule \d+\)/)).toBeVisible();
      await expect(field).toHaveValue("https://connect.meridian.example/callback\nhttp://app.meridian.example/cb");
      await field.fill("https://app.meridian.example/cb");
      await partner.getByRole("button", { name: "Send" }).click();
      await expect(partner.getByText("It waits for review.")).toBeVisible();
      await expect(field).toHaveValue("https://app.meridian.example/cb");
      await partner.reload();
      await expect(partner.getByText("It waits for review.")).toBeVisible();

      await signInAs(context, staff);
      await page.goto(`/clients/${client.clientId}/hand-overs`);
      await page.getByRole("link", { name: "Review…" }).click();
      const list = page.getByRole("list", { name: "Redirect URIs, as sent and as they are now" });
      await expect(list).toContainText("https://app.meridian.example/cbNew");
      await expect(list).toContainText("https://connect.meridian.example/callbackGoes away");
      await page.getByRole("button", { name: "Take them over" }).click();
      await expect(page).toHaveURL(/hand-overs$/);
      await expect(page.getByText("Taken over")).toBeVisible();
      expect((await eventsOf(client)).slice(-2).map(({ action }) => action)).toEqual(["client.changed", "hand_over.applied"]);
      await partner.reload();
      await expect(partner.getByRole("heading", { level: 1 })).toHaveText("They are in place");
    });
  });
}

test("R23 a link that was withdrawn while its page was open says so, and gives nothing", async ({ page, context, browser }) => {
  const { staff, client, link } = await aSecretLink({ note: "Noor" });
  const partner = await aPartner(browser, true);
  await partner.goto(link.url);
  await signInAs(context, staff);
  await page.goto(`/clients/${client.clientId}/hand-overs`);
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Withdrawn", { exact: true })).toBeVisible();
  await partner.getByRole("button", { name: "Make the secret" }).click();
  await expect(partner.getByRole("heading", { level: 1 })).toHaveText("This link was withdrawn");
  expect((await findSecrets(staff, client.clientId)).filter(({ isLive }) => isLive)).toHaveLength(1);
});

test("R23 R34 a draft is activated without its first secret being shown to staff, and the link for it is made next", async ({ page, context, browser }) => {
  const staff = await aStaff({ role: "cs" });
  const { clientId } = await aPartnerClient(staff, { redirectUris: ["https://connect.meridian.example/callback"] });
  await signInAs(context, staff);
  await page.goto(`/clients/${clientId}/activate`);
  await page.getByRole("button", { name: "Activate and hand the secret over" }).click();
  await page.getByRole("textbox", { name: "Name of the secret" }).fill("Their server");
  await page.getByRole("button", { name: "Make the link" }).click();
  const partner = await aPartner(browser, true);
  await partner.goto(await page.locator("code", { hasText: "/hand-over/" }).innerText());
  await partner.getByRole("button", { name: "Make the secret" }).click();
  expect(await errorFor(clientId, await shownSecret(partner))).toBe("invalid_grant");
  expect(await findSecrets(staff, clientId)).toHaveLength(1);
});

test("R15 R23 without JavaScript, a reload of the answer replaces the secret that may not have arrived", async ({ browser }) => {
  const { client, link } = await aSecretLink();
  const partner = await aPartner(browser, false);
  await partner.goto(link.url);
  await partner.getByRole("button", { name: "Make the secret" }).click();
  const first = await shownSecret(partner);
  await partner.reload();
  const second = await shownSecret(partner);
  expect(second).not.toBe(first);
  expect(await errorFor(client.clientId, first)).toBe("invalid_client");
  expect(await errorFor(client.clientId, second)).toBe("invalid_grant");
});

test("R23 OH-02 the page of a link tells no other site where it stands, is in no index and in no cache, and loads nothing from elsewhere", async ({ page }) => {
  const { link } = await aSecretLink();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).origin));
  const answer = await page.goto(link.url);
  expect(answer?.headers()).toMatchObject({ "referrer-policy": "same-origin", "cache-control": expect.stringContaining("no-store") });
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  expect(new Set(asked)).toEqual(new Set([new URL(link.url).origin]));
  expect(await page.locator("a").count()).toBe(0);
});

test("R23 every way in which a link can have ended has a page that says it, and unknown ones read alike", async ({ request }) => {
  const used = await aSecretLink();
  await press(used.token);
  const h1 = async (path: string) => (await (await request.get(path)).text()).match(/<h1[^>]*>(.*?)<\/h1>/)?.[1];
  expect(await h1(`/hand-over/${used.token}`)).toBe("This link was used");
  for (const guess of ["no", "x".repeat(43), "%00", "%2f"]) expect(await h1(`/hand-over/${guess}`)).toBe("This link does not work");
  expect((await request.get("/hand-over/..%2f")).status()).toBe(400);
});
