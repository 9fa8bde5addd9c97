import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import * as openid from "openid-client";
import { asScope } from "#lib/db/as-scope";
import { endpoints } from "#lib/endpoints";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, widenApp } from "#world/an-app";
import { signInAs } from "./sign-in-as.ts";

const { issuer, me } = endpoints();
const REDIRECT_URI = "https://app.example/cb";

async function prepare(context: BrowserContext) {
  const { admin, tenant } = await aTenant();
  const member = await aMember(admin, { name: "Lukas Brandt" });
  const app = await anApp(tenant, { scopes: ["portfolio:read"] });
  // The application: whoever is sent there has arrived.
  await context.route("https://*.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>The application</title>" }));
  const config = await openid.discovery(new URL(issuer), app.clientId, app.secret, openid.ClientSecretBasic(app.secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  return { admin, tenant, member, app, config };
}

async function arrive(page: Page, { config }: { config: openid.Configuration }, redirect_uri = REDIRECT_URI) {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier);
  const asked = { redirect_uri, scope: "portfolio:read", state: "a&b c", code_challenge, code_challenge_method: "S256" };
  await page.goto(openid.buildAuthorizationUrl(config, asked).href);
  return { pkceCodeVerifier, expectedState: "a&b c" };
}

async function answerOf(page: Page) {
  await page.waitForURL(`${REDIRECT_URI}?**`);
  return new URL(page.url());
}

const title = (page: Page) => page.getByRole("heading", { level: 1 });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R43 R44 a member asks, an admin lets the app in, and the app's token is the service account's", async ({ page, context }) => {
      const world = await prepare(context);
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
      await expect(page.getByText("app.example")).toBeVisible();
      const boxes = await Promise.all(["Approve", "Deny"].map((name) => page.getByRole("button", { name }).boundingBox()));
      expect([boxes[0]?.width, boxes[0]?.height]).toEqual([boxes[1]?.width, boxes[1]?.height]);
      await page.getByRole("button", { name: "Approve" }).click();
      const tokens = await openid.authorizationCodeGrant(world.config, await answerOf(page), checks);
      const told = await (await fetch(me, { headers: { authorization: `Bearer ${tokens.access_token}` } })).json();
      expect(told).toMatchObject({ sub: expect.stringMatching(/^service_account:/), tenant: { id: world.tenant.id }, user: null, scope: "portfolio:read" });
      const requests = await asScope({ role: "staff" }, (tx) => tx.integrationRequest.findMany({ where: { clientId: world.app.clientId } }));
      expect(requests).toMatchObject([{ state: "granted", reason: "For the weekly report.", decidedById: world.admin.personId }]);
    });

    test("R50 R46 who denies goes back with access_denied; a place that was not approved is a page that leads nowhere", async ({ page, context }) => {
      const world = await prepare(context);
      await signInAs(context, world.admin);
      await arrive(page, world);
      await page.getByRole("button", { name: "Deny" }).click();
      const denied = await answerOf(page);
      expect([denied.searchParams.get("error"), denied.searchParams.get("state"), denied.searchParams.get("iss")]).toEqual(["access_denied", "a&b c", issuer]);

      await arrive(page, world);
      await expect(page.getByText(`${world.admin.name} denied it just now.`)).toBeVisible();
      await page.getByRole("button", { name: "Approve" }).click();
      await answerOf(page);
      await widenApp(world.app, { redirectUris: ["https://new.example/cb"], scopes: ["portfolio:write"] });
      await arrive(page, world, "https://new.example/cb");
      await expect(title(page)).toHaveText("This request cannot go on");
      await expect(page.getByText("new.example")).toBeVisible();
      await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

      await arrive(page, world);
      await expect(page.getByText("It has changed since it was approved")).toBeVisible();
      await expect(page.getByText("Redirect URIs, new: https://new.example/cb")).toBeVisible();
    });
  });
}
