import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import { disableClient } from "#lib/clients/disable-client";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { decideInstallation } from "#lib/installations/decide-installation";
import { getInstallation } from "#lib/installations/find-installations";
import { disablePerson } from "#lib/members/disable-person";
import type { Prisma } from "#prisma/generated/client";
import { configure } from "#world/a-client";
import { aMember, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, widenApp } from "#world/an-app";
import { asOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { askMe, authorize, begin, comeBack, exchange, pkce, REDIRECT_URI, readAsTokenService, refresh, startService, tokenOf } from "./test-world.ts";

async function prepare() {
  const service = await startService();
  const { admin, tenant } = await aTenant();
  return { service, admin, tenant, app: await anApp(tenant, { scopes: ["notes:a", "notes:b"] }) };
}

type World = Awaited<ReturnType<typeof prepare>>;

async function install({ service, admin, app }: World, scope = "notes:a notes:b") {
  return exchange(service, app, await authorize(service, admin, app, { scope }));
}

async function accountsOf({ clientId }: { clientId: string }) {
  return readAsTokenService<{ id: string; tenant_id: string }>("select id, tenant_id from service_account where client_id = $1", [clientId]);
}

const decide = (tenantId: string, data: Prisma.InstallationUpdateInput) =>
  asScope({ role: "tenant", tenantId }, (tx) => tx.installation.updateMany({ data: data as Prisma.InstallationUpdateManyMutationInput }));
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

describe("R44 the service account", () => {
  test("TS-23 is made at the first token, with openid-client, is its subject, and is used again", async () => {
    const world = await prepare();
    const { service, admin, tenant, app } = world;
    const config = await openid.discovery(new URL(service.issuer), app.clientId, app.secret, openid.ClientSecretBasic(app.secret), {
      algorithm: "oauth2",
      execute: [openid.allowInsecureRequests],
    });
    const { verifier, challenge } = pkce();
    const url = openid.buildAuthorizationUrl(config, { redirect_uri: REDIRECT_URI, scope: "notes:a", state: "s", ...challenge });
    const begun = await begin(service, Object.fromEntries(url.searchParams));
    const prompt = await findPrompt(admin, begun.interaction);
    if (prompt.state !== "asks_company") throw new Error(prompt.state);
    const { ticket } = await answerPrompt(admin, { interaction: begun.interaction, answer: "approve", version: prompt.app.version });
    const { location } = await comeBack(service, begun, ticket);
    expect(await accountsOf(app)).toEqual([]);
    const tokens = await openid.authorizationCodeGrant(config, location ?? new URL("x:"), { pkceCodeVerifier: verifier, expectedState: "s" });
    const [account] = await accountsOf(app);
    const me = {
      sub: `service_account:${account?.id}`,
      client_id: app.clientId,
      tenant: { id: tenant.id },
      user: null,
      service_account: { id: account?.id },
      scope: "notes:a",
    };
    expect(await askMe(service, tokens.access_token)).toMatchObject({ status: 200, body: me });
    const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect((await askMe(service, next.access_token)).body).toMatchObject(me);
    const again = await install(world);
    expect((await askMe(service, tokenOf(again))).body).toMatchObject({ ...me, scope: "notes:a notes:b" });
    expect(await accountsOf(app)).toEqual([account]);
    const created = (await eventsOf(app)).filter(({ action }) => action === "service_account.created");
    expect(created).toMatchObject([{ actorName: "The token service", tenantId: tenant.id, subjectId: account?.id }]);
    expect((await eventsOf(app)).filter(({ action }) => action === "installation.approved").map(({ actorName }) => actorName)).toEqual([
      admin.name,
      admin.name,
    ]);
  });

  test("TI-11 fifty first exchanges at once, at two instances, make one", async () => {
    const { service, admin, app } = await prepare();
    const twin = await startService({ issuer: service.issuer });
    const codes: Awaited<ReturnType<typeof authorize>>[] = [];
    while (codes.length < 50) codes.push(...(await Promise.all(Array.from({ length: 10 }, () => authorize(service, admin, app)))));
    expect(await accountsOf(app)).toEqual([]);
    const answers = await Promise.all(codes.map((granted, nth) => exchange(nth % 2 ? service : twin, app, granted)));
    const accounts = await accountsOf(app);
    expect(accounts).toHaveLength(1);
    const subjects = await Promise.all(answers.map(async (answer) => (await askMe(service, tokenOf(answer))).body.sub));
    expect(new Set(subjects)).toEqual(new Set([`service_account:${accounts[0]?.id}`]));
    expect((await eventsOf(app)).filter(({ action }) => action === "service_account.created")).toHaveLength(1);
  }, 60_000);

  test("TI-11 is one for each tenant: enabled and approved at two, one token never reaches the other", async () => {
    const world = await prepare();
    const other = await aTenant();
    await enableForTenant(theSystem, { clientId: world.app.clientId, tenantId: other.tenant.id });
    const [mine, theirs] = [await install(world), await install({ ...world, admin: other.admin })];
    const tenants = await Promise.all([mine, theirs].map(async (tokens) => (await askMe(world.service, tokenOf(tokens))).body.tenant.id));
    expect(tenants).toEqual([world.tenant.id, other.tenant.id]);
    const accounts = await accountsOf(world.app);
    expect(accounts.map(({ tenant_id }) => tenant_id).sort()).toEqual([world.tenant.id, other.tenant.id].sort());
    await disableForTenant(theSystem, { clientId: world.app.clientId, tenantId: other.tenant.id });
    expect((await askMe(world.service, tokenOf(theirs))).code).toBe("AccessTokenRevoked");
    expect((await askMe(world.service, tokenOf(mine))).status).toBe(200);
  });

  test("TS-23 outlives the admin who approved it, who was disabled and is gone", async () => {
    const world = await prepare();
    const { service, admin, app } = world;
    const successor = await aMember(admin, { role: "tenant_admin" });
    const tokens = await install(world);
    await disablePerson(successor, admin);
    expect((await askMe(service, tokenOf(tokens))).status).toBe(200);
    const next = await refresh(service, app, tokens);
    await asOwner(["person", "session", "one_time_link", "integration_request", "consent", "notification", "idempotency_key", "openid_identity"], (owner) =>
      owner.query("DELETE FROM person WHERE id = $1", [admin.personId]),
    );
    expect((await askMe(service, tokenOf(next))).status).toBe(200);
    tokenOf(await refresh(service, app, next));
  });

  test("R43 is not reached with the answer of somebody who is no admin any more", async () => {
    const { service, admin, app } = await prepare();
    const second = await aMember(admin, { role: "tenant_admin" });
    const { challenge } = pkce();
    const begun = await begin(service, { client_id: app.clientId, redirect_uri: REDIRECT_URI, response_type: "code", ...challenge });
    const prompt = await findPrompt(second, begun.interaction);
    const version = prompt.state === "asks_company" ? prompt.app.version : undefined;
    const { ticket } = await answerPrompt(second, { interaction: begun.interaction, answer: "approve", version });
    await disablePerson(admin, second);
    const { location } = await comeBack(service, begun, ticket);
    expect(location?.searchParams.get("error")).toBe("access_denied");
    expect(await accountsOf(app)).toEqual([]);
  });

  test("R50 R45 Deny gives access_denied, and no account; the app may ask again", async () => {
    const { service, admin, app } = await prepare();
    const { location } = await authorize(service, admin, app, { answer: "deny" });
    expect([location?.searchParams.get("error"), location?.searchParams.get("state")]).toEqual(["access_denied", "s"]);
    expect(await accountsOf(app)).toEqual([]);
    tokenOf(await exchange(service, app, await authorize(service, admin, app)));
  });
});

describe("R54 at the next request", () => {
  const ends: [string, (world: World) => Promise<unknown>][] = [
    ["R12 a client that is disabled", ({ app }) => disableClient(theSystem, app)],
    ["R40 an integration that is switched off", ({ tenant, app }) => disableForTenant(theSystem, { ...app, tenantId: tenant.id })],
    [
      "a tenant that is switched off",
      ({ tenant }) =>
        asScope({ role: "staff" }, (tx) => tx.tenant.update({ where: { id: tenant.id }, data: { disabledAt: new Date(), version: { increment: 1 } } })),
    ],
    ["R45 an installation that is blocked", ({ tenant }) => decide(tenant.id, { state: "blocked" })],
    ["R45 an installation that is denied", ({ tenant }) => decide(tenant.id, { state: "denied" })],
    ["a client that no longer acts as a service account", ({ app }) => configure(app.clientId, { actsAs: "user" })],
  ];
  test.each(ends)("%s ends its tokens, and gives no more", async (_, end) => {
    const world = await prepare();
    const { service, admin, app } = world;
    const twin = await startService({ issuer: service.issuer });
    const tokens = await install(world);
    const waiting = await authorize(service, admin, app);
    await end(world);
    for (const each of [service, twin]) {
      expect((await askMe(each, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
      expect([400, 401]).toContain((await refresh(each, app, tokens)).status);
    }
    expect([400, 401]).toContain((await exchange(service, app, waiting)).status);
  });

  test("a client that acts as a service account now has nothing of what people allowed it before", async () => {
    const { service, admin, app } = await prepare();
    await configure(app.clientId, { actsAs: "user" });
    const tokens = await exchange(service, app, await authorize(service, admin, app));
    expect((await askMe(service, tokenOf(tokens))).body).toMatchObject({ user: { id: admin.personId }, service_account: null });
    await configure(app.clientId, { actsAs: "service_account" });
    expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
    expect(await refresh(service, app, tokens)).toMatchObject(invalidGrant);
  });
});

test.each(["block", "clear"] as const)("R45 what a company had before an admin pressed %s stays gone, approved anew too", async (answer) => {
  const world = await prepare();
  const { service, admin, app } = world;
  const tokens = await install(world);
  const press = async (each: typeof answer | "approve") => {
    const seen = await getInstallation(admin, app.clientId);
    await decideInstallation(admin, { clientId: app.clientId, answer: each, version: seen.app.version, mark: seen.installation?.mark ?? "" });
  };
  await press(answer);
  expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
  if (answer === "block") await press("clear");
  await press("approve");
  expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
  expect(await refresh(service, app, tokens)).toMatchObject(invalidGrant);
  const [account] = await accountsOf(app);
  tokenOf(await install(world));
  expect(await accountsOf(app)).toEqual([account]);
});

describe("R46 what was not approved", () => {
  test("as a place to be sent to is a page of ours, and never a redirect", async () => {
    const world = await prepare();
    const { service, admin, app, tenant } = world;
    await install(world);
    const fresh = "https://new.example/cb";
    await widenApp(app, { redirectUris: [fresh] });
    await expect(authorize(service, admin, app, { redirect_uri: fresh })).rejects.toMatchObject({ code: "forbidden" });
    // Approved in another tab and taken back while the answer was on its way: the token service looks again.
    const begun = await begin(service, { client_id: app.clientId, redirect_uri: fresh, response_type: "code", state: "s" });
    const snapshot = { name: "", type: "confidential", grants: ["authorization_code"], scopes: [], redirectUris: [fresh] };
    await decide(tenant.id, { snapshot });
    const prompt = await findPrompt(admin, begun.interaction);
    const version = prompt.state === "asks_company" ? prompt.app.version : undefined;
    const { ticket } = await answerPrompt(admin, { interaction: begun.interaction, answer: "approve", version });
    await decide(tenant.id, { snapshot: { ...snapshot, redirectUris: [REDIRECT_URI] } });
    const back = await comeBack(service, begun, ticket);
    expect([back.status, back.location]).toEqual([400, null]);
    expect(back.text).toContain("This request cannot go on");
    tokenOf(await install(world));
  });

  test("as a scope is not had by refreshing, while the old set keeps working", async () => {
    const world = await prepare();
    const { service, app, tenant } = world;
    const tokens = await install(world);
    await widenApp(app, { scopes: ["notes:c"] });
    const next = await refresh(service, app, tokens);
    expect((await askMe(service, tokenOf(next))).body.scope).toBe("notes:a notes:b");
    const snapshot = {
      name: "",
      type: "confidential",
      grants: ["authorization_code", "refresh_token"],
      scopes: ["notes:b", "notes:c"],
      redirectUris: [REDIRECT_URI],
    };
    await decide(tenant.id, { snapshot });
    const narrowed = await refresh(service, app, next);
    expect([narrowed.body.scope, (await askMe(service, tokenOf(narrowed))).body.scope]).toEqual(["notes:b", "notes:b"]);
  });

  test("as a grant is not given: no refresh token until an admin approves it", async () => {
    const world = await prepare();
    const { service, app, tenant } = world;
    await widenApp(app, { grants: ["authorization_code"] });
    expect((await install(world)).body.refresh_token).toBeUndefined();
    const waiting = await authorize(service, world.admin, app);
    await widenApp(app, { grants: ["authorization_code", "refresh_token"] });
    const tokens = await exchange(service, app, waiting);
    expect([tokens.status, tokens.body.refresh_token]).toEqual([200, undefined]);
    const approved = await install(world);
    expect(approved.body.refresh_token).toEqual(expect.any(String));
    const snapshot = { name: "", type: "confidential", grants: ["authorization_code"], scopes: [], redirectUris: [REDIRECT_URI] };
    await decide(tenant.id, { snapshot });
    expect(await refresh(service, app, approved)).toMatchObject(invalidGrant);
  });
});
