import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import * as openid from "openid-client";
import type { SignedInActor } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { endpoints } from "#lib/endpoints";
import { writeSecret } from "#lib/secrets/issue-secret";
import { anActivePartnerClient, configure } from "#world/a-client";
import { aMember, aStaff, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApplication } from "./an-application.ts";
import { signInAs } from "./sign-in-as.ts";

const { issuer, me } = endpoints();

/** A partner's client with a secret, an application that uses it, and two companies that it could be enabled for. */
async function prepare() {
  const cs = await aStaff({ role: "cs", name: "Kwame Mensah" });
  const name = `Meridian ${crypto.randomUUID()}`;
  const partner = await anActivePartnerClient(cs, { name, environment: "sandbox", redirectUris: ["http://127.0.0.1/cb"] });
  await configure(partner.clientId, { grants: ["authorization_code", "refresh_token"] });
  const { secret } = await asScope({ role: "staff" }, async (tx) => {
    const client = await tx.client.findUniqueOrThrow({ where: { clientId: partner.clientId } });
    return writeSecret(tx, theSystem, client, { name: "First secret", expiresAt: null });
  });
  const config = await openid.discovery(new URL(issuer), partner.clientId, secret, openid.ClientSecretBasic(secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  const company = { environment: "sandbox", name: `Northwind ${crypto.randomUUID()}` } as const;
  const [{ admin, tenant }, other] = [await aTenant(company), await aTenant(company)];
  return { cs, partner, config, application: await anApplication(), admin, tenant, other, member: await aMember(admin, { name: "Lukas Brandt" }) };
}

type World = Awaited<ReturnType<typeof prepare>>;

async function as(context: BrowserContext, actor: SignedInActor) {
  await context.clearCookies();
  await signInAs(context, actor);
}

/** The application sends the person's browser to the token service. */
async function arrive(page: Page, { config, application }: World) {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const code_challenge = await openid.calculatePKCECodeChallenge(pkceCodeVerifier);
  const asked = { redirect_uri: application.redirectUri, state: "s", code_challenge, code_challenge_method: "S256" };
  await page.goto(openid.buildAuthorizationUrl(config, asked).href);
  return { pkceCodeVerifier, expectedState: "s" };
}

async function allow(page: Page, world: World) {
  const checks = await arrive(page, world);
  await page.getByRole("button", { name: "Approve" }).click();
  await page.waitForURL(`${world.application.redirectUri}?**`);
  return openid.authorizationCodeGrant(world.config, new URL(page.url()), checks);
}

async function statusOf(token: string): Promise<number> {
  return (await fetch(me, { headers: { authorization: `Bearer ${token}` } })).status;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("R40 R47 R54 customer success enables a partner's client for one company, its first token arrives there and nowhere else, and disabling stops it at once", async ({
      page,
      context,
    }) => {
      test.setTimeout(180_000);
      const world = await prepare();
      const { cs, partner, tenant, member, other } = world;
      await as(context, member);
      await arrive(page, world);
      await expect(page.getByText(`is not switched on for ${tenant.name}`)).toBeVisible();
      await expect(page.getByRole("button", { name: "Approve" })).toHaveCount(0);

      await as(context, cs);
      await page.goto(`/clients/${partner.clientId}`);
      await page.getByRole("link", { name: "Tenants" }).last().click();
      await expect(page.getByText("Not enabled for any company yet")).toBeVisible();
      await page.getByRole("link", { name: "Enable for a company" }).click();
      await page.getByRole("searchbox", { name: "Company or slug" }).fill(tenant.name);
      await page.getByRole("button", { name: "Search" }).click();
      const row = page.getByRole("row").filter({ hasText: tenant.name }).last();
      await row.getByRole("button", { name: "Enable" }).click();
      await expect(row.getByText("Enabled")).toBeVisible();

      await as(context, member);
      const tokens = await allow(page, world);
      const told = await (await fetch(me, { headers: { authorization: `Bearer ${tokens.access_token}` } })).json();
      expect(told).toMatchObject({ tenant: { id: tenant.id }, user: { id: member.personId } });
      await as(context, other.admin);
      await arrive(page, world);
      await expect(page.getByText(`is not switched on for ${other.tenant.name}`)).toBeVisible();

      await as(context, cs);
      await page.goto(`/tenants/${tenant.id}/integrations`);
      await page.getByRole("link", { name: `Disable ${partner.name} for ${tenant.name}` }).click();
      await expect(page.getByText("1 live grant stops, of 1 person who has allowed it")).toBeVisible();
      expect(await statusOf(tokens.access_token)).toBe(200);
      await page.getByRole("button", { name: "Disable it there" }).click();
      await expect(page.getByText("No integrations yet")).toBeVisible();
      expect(await statusOf(tokens.access_token)).toBe(401);
      await expect(openid.refreshTokenGrant(world.config, tokens.refresh_token ?? "")).rejects.toMatchObject({ error: "invalid_grant" });
      world.application.close();
    });

    test("R39 a member asks for an integration, customer success reads why and enables it, and the member and the admin are told", async ({
      page,
      context,
    }) => {
      test.setTimeout(180_000);
      const world = await prepare();
      const { cs, partner, tenant, member, admin } = world;
      await as(context, member);
      await page.goto("/integrations");
      await page.getByRole("searchbox", { name: "Integration or maker" }).fill(partner.name);
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("link", { name: partner.name }).click();
      await expect(page.getByText("Not enabled")).toBeVisible();
      await page.getByLabel("What do you need it for?").fill("The research desk reads its notes there.");
      await page.getByRole("button", { name: "Ask for it" }).click();
      await expect(page.getByText("The answer comes to your inbox.")).toBeVisible();

      await as(context, cs);
      await page.goto("/requests");
      const row = page.getByRole("row").filter({ hasText: partner.name });
      await expect(row).toContainText("The research desk reads its notes there.");
      await expect(row).toContainText(`by ${member.name}`);
      await expect(row).toContainText(tenant.name);
      await row.getByRole("button", { name: `Enable ${partner.name} for ${tenant.name}` }).click();
      await expect(row).toHaveCount(0);

      for (const person of [member, admin]) {
        await as(context, person);
        await page.goto("/inbox");
        await expect(page.getByRole("link", { name: `${partner.name} is enabled` })).toBeVisible();
        await expect(page.getByText("(1 unread)")).toHaveCount(1);
        await page.getByRole("button", { name: "Mark all as read" }).click();
        await expect(page.getByText("(1 unread)")).toHaveCount(0);
      }
      await page.goto("/audit");
      await expect(page.getByText(`${cs.name} enabled ${partner.name} for a company`)).toBeVisible();
      const tokens = await allow(page, world);
      expect(await statusOf(tokens.access_token)).toBe(200);
      world.application.close();
    });
  });
}
