import { createHash, randomBytes } from "node:crypto";
import { expect, type Page, type Request, test } from "@playwright/test";
import type { TenantActor } from "#lib/access/actor";
import { endpoints, paths } from "#lib/endpoints";
import { env } from "#lib/env";
import { aClient, addRedirectUris, aPublicClient, configure } from "#world/a-client";
import { aMember, PASSWORD } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApplication } from "./an-application.ts";

const { issuer, token, me } = endpoints();

async function prepare() {
  const { admin, tenant } = await aTenant();
  const person = await aMember(admin);
  return { admin, tenant, person, client: await aClientOnThisComputer(admin, "Ledger Notes"), application: await anApplication() };
}

async function aClientOnThisComputer(admin: TenantActor, name: string) {
  const client = await aClient(admin, { name });
  await addRedirectUris(client.clientId, ["http://127.0.0.1/cb"]);
  await configure(client.clientId, { grants: ["authorization_code", "refresh_token"], maker: "Meridian Works" });
  return client;
}

type World = Awaited<ReturnType<typeof prepare>>;

async function arrive(page: Page, { client, application }: World) {
  const verifier = randomBytes(32).toString("base64url");
  const code_challenge = createHash("sha256").update(verifier).digest("base64url");
  const asked = { client_id: client.clientId, redirect_uri: application.redirectUri, state: "a&b c", code_challenge, code_challenge_method: "S256" };
  await page.goto(`${issuer}${paths.authorization}?${new URLSearchParams(asked)}`);
  return verifier;
}

async function signIn(page: Page, person: TenantActor) {
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

async function answerOf(page: Page, { application }: World) {
  await page.waitForURL(`${application.redirectUri}?**`);
  return new URL(page.url()).searchParams;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R32 R5 a person signs in, allows an app, finds it on their account and takes it back", async ({ page }) => {
      const world = await prepare();
      const verifier = await arrive(page, world);
      await signIn(page, world.person);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Allow Ledger Notes to act for you?");
      await expect(page.getByText("Made by Meridian Works.")).toBeVisible();
      await expect(page.getByText("a program on this computer")).toBeVisible();
      await expect(page.getByText(world.person.email)).toBeVisible();
      const boxes = await Promise.all(["Approve", "Deny"].map((name) => page.getByRole("button", { name }).boundingBox()));
      expect([boxes[0]?.width, boxes[0]?.height]).toEqual([boxes[1]?.width, boxes[1]?.height]);
      await page.getByRole("button", { name: "Approve" }).click();
      const answer = await answerOf(page, world);
      expect([answer.get("state"), answer.get("iss")]).toEqual(["a&b c", issuer]);

      const { clientId, secret } = world.client;
      const form = { grant_type: "authorization_code", code: answer.get("code") ?? "", redirect_uri: world.application.redirectUri, code_verifier: verifier };
      const authorization = `Basic ${btoa(`${clientId}:${secret}`)}`;
      const granted = await (await fetch(token, { method: "POST", headers: { authorization }, body: new URLSearchParams(form) })).json();
      const askMe = async () => (await fetch(me, { headers: { authorization: `Bearer ${granted.access_token}` } })).json();
      expect(await askMe()).toMatchObject({ sub: world.person.personId, tenant: { id: world.tenant.id } });

      await page.goto("/account");
      const allowed = page.getByRole("listitem").filter({ hasText: "Ledger Notes" });
      await allowed.getByRole("button", { name: "Take it back" }).click();
      await expect(page.getByText("You have allowed no app to act for you.")).toBeVisible();
      expect(await askMe()).toMatchObject({ errors: [{ Code: "AccessTokenRevoked" }] });
      world.application.close();
    });

    test("R50 who denies goes back to the app with access_denied, and the same request cannot be answered again", async ({ page }) => {
      const world = await prepare();
      await arrive(page, world);
      await signIn(page, world.person);
      const prompt = page.url();
      await page.getByRole("button", { name: "Deny" }).click();
      const answer = await answerOf(page, world);
      expect([answer.get("error"), answer.get("state"), answer.get("code")]).toEqual(["access_denied", "a&b c", null]);
      await page.goto(prompt);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This request has ended");
      world.application.close();
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("TS-15 RFC 8628 a person types a device's code or opens its address, sees the app's name, and the device gets its token once they approve", async ({
      page,
    }) => {
      const { admin } = await aTenant();
      const person = await aMember(admin);
      const { clientId } = await aPublicClient(admin, { name: "Living room", kind: "device" });
      const asked = await fetch(`${issuer}${paths.deviceAuthorization}`, { method: "POST", body: new URLSearchParams({ client_id: clientId }) });
      const { device_code, user_code, verification_uri, verification_uri_complete } = await asked.json();
      await page.goto(verification_uri);
      await signIn(page, person);
      await page.getByLabel("Code").fill("BCDF-GHJK");
      await page.getByRole("button", { name: "Go on" }).click();
      await expect(page.getByText("No device waits with this code.")).toBeVisible();
      await page.getByLabel("Code").fill(user_code.toLowerCase().replace("-", " . "));
      await page.getByRole("button", { name: "Go on" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Allow Living room on your device to act for you?");
      await expect(page.getByText(user_code)).toBeVisible();
      await page.getByText("Answer on your phone instead").click();
      await expect(page.getByRole("img", { name: "QR code that opens this page" })).toBeVisible();

      await page.goto(verification_uri_complete);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Allow Living room on your device to act for you?");
      await expect(page.getByText(user_code)).toBeVisible();
      const form = { grant_type: "urn:ietf:params:oauth:grant-type:device_code", client_id: clientId, device_code };
      const ask = async () => (await fetch(token, { method: "POST", body: new URLSearchParams(form) })).json();
      expect(await ask()).toMatchObject({ error: "authorization_pending" });
      await page.getByRole("button", { name: "Approve" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Go back to your device");
      const granted = await ask();
      expect(granted).toMatchObject({ access_token: expect.any(String), refresh_token: expect.any(String) });
    });
  });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("RU-08 RU-11 on its way a browser asks nobody else, sends no form on, and does not tell the app where it was", async ({ page }) => {
      const world = await prepare();
      const requests: Request[] = [];
      const redirects: number[] = [];
      page.on("request", (request) => requests.push(request));
      page.on("response", (response) => {
        if (response.request().method() === "POST" && response.status() >= 300) redirects.push(response.status());
      });
      await arrive(page, world);
      await signIn(page, world.person);
      await page.getByRole("button", { name: "Approve" }).click();
      await answerOf(page, world);
      const own = [issuer, env().SETUP_APP_URL, world.application.redirectUri].map((url) => new URL(url).origin);
      expect(requests.map((request) => request.url()).filter((url) => !own.includes(new URL(url).origin))).toEqual([]);
      const arrival = requests.find((request) => request.url().startsWith(`${world.application.redirectUri}?`));
      expect((await arrival?.allHeaders())?.referer).toBeUndefined();
      // With JavaScript it is the page that goes on, and no form is redirected.
      expect([...new Set(redirects)]).toEqual(javaScriptEnabled ? [] : [303]);
      world.application.close();
    });
  });
}

test("TS-25 two requests of two clients in two tabs of one browser both end right", async ({ page, context }) => {
  const world = await prepare();
  const second = { ...world, client: await aClientOnThisComputer(world.admin, "Orchard Planner"), application: await anApplication() };
  const other = await context.newPage();
  await arrive(page, world);
  await arrive(other, second);
  await signIn(page, world.person);
  await expect(page.getByRole("button", { name: "Approve" })).toBeVisible();
  await other.reload();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Allow Orchard Planner to act for you?");
  await other.getByRole("button", { name: "Deny" }).click();
  expect((await answerOf(other, second)).get("error")).toBe("access_denied");
  second.application.close();
  await page.getByRole("button", { name: "Approve" }).click();
  expect((await answerOf(page, world)).get("code")).toBeTruthy();
  world.application.close();
});

test("R35 a redirect URI that is not registered is a page that says so, and leads nowhere", async ({ page }) => {
  const world = await prepare();
  await arrive(page, { ...world, application: { ...world.application, redirectUri: "https://evil.example/cb" } });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This request cannot go on");
  await expect(page.getByText("not registered for it")).toBeVisible();
  world.application.close();
});
