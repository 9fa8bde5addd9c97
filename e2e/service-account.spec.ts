import { expect, type Page, test } from "@playwright/test";
import * as openid from "openid-client";
import { asScope } from "#lib/db/as-scope";
import { endpoints } from "#lib/endpoints";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, widenApp } from "#world/an-app";
import { anApplication } from "./an-application.ts";
import { signInAs } from "./sign-in-as.ts";

const { issuer, me } = endpoints();

async function prepare() {
  const { admin, tenant } = await aTenant();
  const member = await aMember(admin, { name: "Lukas Brandt" });
  const app = await anApp(tenant, { scopes: ["portfolio:read"], redirectUris: ["http://127.0.0.1/cb"] });
  const application = await anApplication();
  const config = await openid.discovery(new URL(issuer), app.clientId, app.secret, openid.ClientSecretBasic(app.secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  return { admin, tenant, member, app, config, application };
}

type World = Awaited<ReturnType<typeof prepare>>;

async function arrive(page: Page, { config, application }: World, redirect_uri = application.redirectUri) {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier);
  const asked = { redirect_uri, scope: "portfolio:read", state: "a&b c", code_challenge, code_challenge_method: "S256" };
  await page.goto(openid.buildAuthorizationUrl(config, asked).href);
  return { pkceCodeVerifier, expectedState: "a&b c" };
}

async function answerOf(page: Page, { application }: World) {
  await page.waitForURL(`${application.redirectUri}?**`);
  return new URL(page.url());
}

const title = (page: Page) => page.getByRole("heading", { level: 1 });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R43 R44 a member asks, an admin lets the app in, and the app's token is the service account's", async ({ page, context }) => {
      const world = await prepare();
      await signInAs(context, world.member);
      await arrive(page, world);
      await expect(title(page)).toHaveText("Meridian Analytics needs a company admin");
      await expect(page.getByText(world.admin.name)).toBeVisible();
      await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);
      await page.getByLabel("What do you need it for?").fill("For the weekly report.");
      await page.getByRole("button", { name: "Ask the admins" }).click();
      await expect(page.getByText("Your request is with the admins")).toBeVisible();
      await page.reload();
      await expect(page.getByText("Your request is with the admins")).toBeVisible();

      await signInAs(context, world.admin);
      const checks = await arrive(page, world);
      await expect(title(page)).toHaveText(`Let Meridian Analytics act for ${world.tenant.name}?`);
      await expect(page.getByText("Made by Meridian Systems.")).toBeVisible();
      await expect(page.getByText("as a service account of its own, not as you")).toBeVisible();
      await expect(page.getByText("Title of portfolio:read")).toBeVisible();
      await expect(page.getByText("a program on this computer")).toBeVisible();
      const boxes = await Promise.all(["Approve", "Deny"].map((name) => page.getByRole("button", { name }).boundingBox()));
      expect([boxes[0]?.width, boxes[0]?.height]).toEqual([boxes[1]?.width, boxes[1]?.height]);
      await page.getByRole("button", { name: "Approve" }).click();
      const tokens = await openid.authorizationCodeGrant(world.config, await answerOf(page, world), checks);
      const told = await (await fetch(me, { headers: { authorization: `Bearer ${tokens.access_token}` } })).json();
      expect(told).toMatchObject({ sub: expect.stringMatching(/^service_account:/), tenant: { id: world.tenant.id }, user: null, scope: "portfolio:read" });
      const requests = await asScope({ role: "staff" }, (tx) => tx.integrationRequest.findMany({ where: { clientId: world.app.clientId } }));
      expect(requests).toMatchObject([{ state: "granted", reason: "For the weekly report.", decidedById: world.admin.personId }]);
      world.application.close();
    });

    test("R50 R46 who denies goes back with access_denied; a place that was not approved is a page that leads nowhere", async ({ page, context }) => {
      const world = await prepare();
      await signInAs(context, world.admin);
      await arrive(page, world);
      await page.getByRole("button", { name: "Deny" }).click();
      const denied = await answerOf(page, world);
      expect([denied.searchParams.get("error"), denied.searchParams.get("state"), denied.searchParams.get("iss")]).toEqual(["access_denied", "a&b c", issuer]);

      await arrive(page, world);
      await expect(page.getByText(`${world.admin.name} denied it`)).toBeVisible();
      await page.getByRole("button", { name: "Approve" }).click();
      await answerOf(page, world);
      await widenApp(world.app, { redirectUris: ["http://127.0.0.1/new"], scopes: ["portfolio:write"] });
      await arrive(page, world, world.application.redirectUri.replace("/cb", "/new"));
      await expect(title(page)).toHaveText("This request cannot go on");
      await expect(page.getByText(`nobody at ${world.tenant.name} has approved`)).toBeVisible();
      await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

      await arrive(page, world);
      await expect(page.getByText("It has changed since it was approved")).toBeVisible();
      await expect(page.getByText("Redirect URIs, new: http://127.0.0.1/new")).toBeVisible();
      world.application.close();
    });
  });
}
