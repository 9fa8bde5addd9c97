import { describe, expect, test } from "vitest";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { findConsents } from "#lib/consents/find-consents";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { disablePerson } from "#lib/members/disable-person";
import { addRedirectUris, aPartnerClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { letTimePass } from "#world/let-time-pass";
import {
  allowScope,
  askMe,
  authorize,
  basic,
  begin,
  exchange,
  makeCodeClient,
  makeTenant,
  postToken,
  REDIRECT_URI,
  refresh,
  startService,
  tokenOf,
} from "./test-world.ts";

async function prepare() {
  const first = await startService();
  const services = [first, await startService({ issuer: first.issuer })] as const;
  const tenant = await makeTenant();
  return { services, tenant, person: await aMember(tenant.admin), client: await makeCodeClient(tenant) };
}

const invalidGrant = { status: 400, body: { error: "invalid_grant" } };
const PAST_GRACE = { seconds: 31 };

describe("TS-06 a refresh token", () => {
  test("R51 gives a new one, and used again after the grace it ends everything", async () => {
    const { services, person, client } = await prepare();
    const first = await exchange(services[0], client, await authorize(services[0], person, client));
    const second = await refresh(services[1], client, first);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    expect(second.body).toMatchObject({ token_type: "Bearer", expires_in: 3600 });
    await letTimePass(PAST_GRACE);
    expect(await refresh(services[0], client, first)).toMatchObject(invalidGrant);
    expect(await refresh(services[0], client, second)).toMatchObject(invalidGrant);
    for (const tokens of [first, second]) expect((await askMe(services[1], tokenOf(tokens))).code).toBe("AccessTokenRevoked");
  });

  test("TS-08 within the grace, the retry of a lost answer gets the same answer, at any instance", async () => {
    const { services, person, client } = await prepare();
    const first = await exchange(services[0], client, await authorize(services[0], person, client));
    const second = await refresh(services[0], client, first);
    await letTimePass({ seconds: 10 });
    const again = await refresh(services[1], client, first);
    expect([again.status, again.body.refresh_token, again.body.access_token]).toEqual([200, second.body.refresh_token, second.body.access_token]);
    expect(again.body.expires_in).toBeLessThanOrEqual(3590);
    tokenOf(await refresh(services[1], client, again));
  });

  test("but not once its successor was used, nor with another scope, nor to another client", async () => {
    const { services, tenant, person, client } = await prepare();
    const [service] = services;
    const other = await makeCodeClient(tenant);
    const first = await exchange(service, client, await authorize(service, person, client));
    const second = await refresh(service, client, first);
    expect(await refresh(service, other, first)).toMatchObject(invalidGrant);
    const third = await refresh(service, client, second);
    expect(await refresh(service, client, first)).toMatchObject(invalidGrant);
    expect(await refresh(service, client, third)).toMatchObject(invalidGrant);
  });

  test("of twenty refreshes at once, at two instances, all get the one successor, ten times over", { timeout: 60_000 }, async () => {
    const { services, person, client } = await prepare();
    let last = await exchange(services[0], client, await authorize(services[0], person, client));
    for (let round = 0; round < 10; round++) {
      const used = last;
      const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => refresh(services[nth % 2] ?? services[0], client, used)));
      expect(new Set(answers.map(({ status, body }) => `${status} ${body.refresh_token} ${body.access_token}`)).size).toBe(1);
      last = answers[0] ?? used;
      tokenOf(last);
    }
    tokenOf(await refresh(services[0], client, last));
  });

  test("R51 is bound to its client", async () => {
    const { services, tenant, person, client } = await prepare();
    const first = await exchange(services[0], client, await authorize(services[0], person, client));
    expect(await refresh(services[0], await makeCodeClient(tenant), first)).toMatchObject(invalidGrant);
    tokenOf(await refresh(services[0], client, first));
  });

  test("RFC 8707 is not used up by who asks for another API, nor at another issuer", async () => {
    const { services, person, client } = await prepare();
    const [service] = services;
    const tokens = await exchange(service, client, await authorize(service, person, client));
    const form = { grant_type: "refresh_token", refresh_token: tokens.body.refresh_token ?? "" };
    const elsewhere = new URLSearchParams({ ...form, resource: "https://elsewhere.example" });
    expect(await postToken(service, elsewhere, { authorization: basic(client) })).toMatchObject({ status: 400, body: { error: "invalid_target" } });
    expect((await refresh(await startService(), client, tokens)).status).toBe(400);
    const here = new URLSearchParams({ ...form, resource: service.issuer });
    tokenOf(await postToken(service, here, { authorization: basic(client) }));
  });

  test("TS-07 ends a year after its first, however often it was used", async () => {
    const { services, person, client } = await prepare();
    const [service] = services;
    const tokens = await exchange(service, client, await authorize(service, person, client));
    const { rows } = await asOwner(["oidc_artifact"], (owner) =>
      owner.query(
        `UPDATE oidc_artifact SET payload = payload || jsonb_build_object('iiat', (payload ->> 'iat')::int - 364 * 86400)
         WHERE kind = 'RefreshToken' AND client_id = $1 RETURNING 1`,
        [client.clientId],
      ),
    );
    expect(rows).toHaveLength(1);
    const next = await refresh(service, client, tokens);
    const lifetime = await asOwner(["oidc_artifact"], (owner) =>
      owner.query<{ days: number }>(
        `SELECT max(extract(epoch FROM expires_at - now())) / 86400 AS days FROM oidc_artifact
         WHERE kind = 'RefreshToken' AND client_id = $1 AND consumed_at IS NULL`,
        [client.clientId],
      ),
    );
    expect(next.status).toBe(200);
    expect(Number(lifetime.rows[0]?.days)).toBeLessThan(1.01);
  });

  test("nothing of it, nor of a code or an access token, can be read from the table", async () => {
    const { services, person, client } = await prepare();
    const granted = await authorize(services[0], person, client);
    const first = await exchange(services[0], client, granted);
    const second = await refresh(services[0], client, first);
    const { rows } = await asOwner(["oidc_artifact"], (owner) => owner.query("SELECT *, successor::text AS answer FROM oidc_artifact"));
    const table = JSON.stringify(rows);
    const values = [granted.code, first.body.access_token, first.body.refresh_token, second.body.access_token, second.body.refresh_token];
    for (const value of values) expect(table).not.toContain(value);
  });
});

describe("R54 TS-18 at the next request, at every instance,", () => {
  type World = Awaited<ReturnType<typeof prepare>>;
  const staff = { role: "staff" } as const;
  const ends: [string, (world: World) => Promise<unknown>][] = [
    ["R5 a consent that was taken back", async ({ person }) => revokeConsent(person, { consentId: (await findConsents(person))[0]?.id ?? "" })],
    ["a person who is disabled", ({ tenant, person }) => disablePerson(tenant.admin, person)],
    [
      "a tenant that is switched off",
      ({ tenant }) => asScope(staff, (tx) => tx.tenant.update({ where: { id: tenant.tenantId }, data: { disabledAt: new Date(), version: { increment: 1 } } })),
    ],
    ["R12 a client that is disabled", ({ tenant, client }) => disableClient(tenant.admin, client)],
    ["R11 a client that is deleted", ({ tenant, client }) => deleteClient(tenant.admin, { clientId: client.clientId, typedName: client.name })],
  ];
  test.each(ends)("%s ends its tokens", async (_, end) => {
    const world = await prepare();
    const { services, person, client } = world;
    const tokens = await exchange(services[0], client, await authorize(services[0], person, client));
    await end(world);
    for (const service of services) {
      expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
      expect([400, 401]).toContain((await refresh(service, client, tokens)).status);
    }
  });

  test.each(ends)("%s ends the answer that a lost refresh may ask for again", async (_, end) => {
    const world = await prepare();
    const { services, person, client } = world;
    const tokens = await exchange(services[0], client, await authorize(services[0], person, client));
    tokenOf(await refresh(services[0], client, tokens));
    await end(world);
    for (const service of services) expect([400, 401]).toContain((await refresh(service, client, tokens)).status);
  });

  test("R5 allowed again, what was taken back stays gone", async () => {
    const { services, person, client } = await prepare();
    const tokens = await exchange(services[0], client, await authorize(services[0], person, client));
    await revokeConsent(person, { consentId: (await findConsents(person))[0]?.id ?? "" });
    tokenOf(await exchange(services[0], client, await authorize(services[0], person, client)));
    expect((await askMe(services[0], tokenOf(tokens))).code).toBe("AccessTokenRevoked");
    expect(await refresh(services[0], client, tokens)).toMatchObject(invalidGrant);
  });

  test("a client that is enabled again goes on with its tokens", async () => {
    const { services, tenant, person, client } = await prepare();
    const tokens = await exchange(services[0], client, await authorize(services[0], person, client));
    await disableClient(tenant.admin, client);
    expect((await refresh(services[1], client, tokens)).status).toBe(401);
    await enableClient(tenant.admin, client);
    tokenOf(await refresh(services[1], client, tokens));
  });

  test("R25 R27 each of its grants switched off", async () => {
    const { services, person, client } = await prepare();
    const tokens = await exchange(services[0], client, await authorize(services[0], person, client));
    await configure(client.clientId, { grants: ["authorization_code"] });
    for (const service of services) expect(await refresh(service, client, tokens)).toMatchObject({ status: 400, body: { error: "unauthorized_client" } });
    const withoutRefresh = await exchange(services[0], client, await authorize(services[0], person, client));
    expect(withoutRefresh.body.refresh_token).toBeUndefined();
    const granted = await authorize(services[0], person, client);
    await configure(client.clientId, { grants: ["refresh_token", "device_code"] });
    for (const service of services) {
      expect((await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI })).location?.origin).not.toBe("http://localhost:3000");
      expect(await exchange(service, client, granted)).toMatchObject({ status: 400, body: { error: "unauthorized_client" } });
      expect(await refresh(service, client, tokens)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    }
    await configure(client.clientId, { grants: ["refresh_token", "authorization_code"] });
    tokenOf(await refresh(services[1], client, tokens));
  });

  test("RU-06 a redirect URI removed", async () => {
    const { services, client } = await prepare();
    const asked = { client_id: client.clientId, redirect_uri: "https://app.example/other" };
    for (const service of services) expect((await begin(service, asked)).status).toBe(400);
    await addRedirectUris(client.clientId, [asked.redirect_uri]);
    for (const service of services) expect((await begin(service, asked)).status).toBe(303);
    await asOwner(["redirect_uri"], (owner) =>
      owner.query("DELETE FROM redirect_uri WHERE client_id = $1 AND uri = $2", [client.clientId, asked.redirect_uri]),
    );
    for (const service of services) expect((await begin(service, asked)).status).toBe(400);
  });

  test("R26 a scope taken from the client is gone at the next refresh, and a narrower one can be asked for", async () => {
    const { services, person, client } = await prepare();
    const [read, write] = [`notes:read-${client.clientId.toLowerCase()}`, `notes:write-${client.clientId.toLowerCase()}`].map((name) =>
      name.replace("gh_", ""),
    );
    await allowScope(client, read ?? "");
    await allowScope(client, write ?? "");
    const tokens = await exchange(services[0], client, await authorize(services[0], person, client));
    expect(tokens.body.scope?.split(" ").sort()).toEqual([read, write].sort());
    const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: tokens.body.refresh_token ?? "", scope: read ?? "" });
    const narrow = await postToken(services[0], form, { authorization: basic(client) });
    expect(narrow.body.scope).toBe(read);
    await asOwner(["client_scope"], (owner) => owner.query("DELETE FROM client_scope WHERE client_id = $1 AND scope_name = $2", [client.clientId, write]));
    expect((await refresh(services[1], client, narrow)).body.scope).toBe(read);
  });
});

test("R40 R47 R54 TI-04 a partner's client works where it is enabled and in no other company, and stops at both of 2 instances at once", async () => {
  const first = await startService();
  const services = [first, await startService({ issuer: first.issuer })];
  const [tenant, other, staff] = [await makeTenant(), await makeTenant(), await aStaff({ role: "cs" })];
  const [person, stranger] = [await aMember(tenant.admin), await aMember(other.admin)];
  const partner = await aPartnerClient(staff, { redirectUris: [REDIRECT_URI] });
  await configure(partner.clientId, { state: "active", type: "public", authMethod: "none", grants: ["authorization_code", "refresh_token"] });
  const pair = { clientId: partner.clientId, tenantId: tenant.tenantId };
  const meCodes = (token: string) => Promise.all(services.map(async (service) => (await askMe(service, token)).code ?? "fine"));

  await expect(authorize(first, person, partner)).rejects.toMatchObject({ code: "forbidden" });
  await enableForTenant(staff, pair);
  const tokens = await exchange(first, partner, await authorize(first, person, partner));
  expect((await askMe(first, tokenOf(tokens))).body.tenant.id).toBe(tenant.tenantId);
  await expect(authorize(first, stranger, partner)).rejects.toMatchObject({ code: "forbidden" });

  await enableForTenant(staff, { ...pair, tenantId: other.tenantId });
  const foreign = await exchange(first, partner, await authorize(first, stranger, partner));
  const waiting = await authorize(first, person, partner);
  const lost = await exchange(first, partner, await authorize(first, person, partner));
  const next = await refresh(first, partner, lost);
  await disableForTenant(staff, pair);
  for (const service of services) expect(await refresh(service, partner, lost)).toMatchObject(invalidGrant);
  expect(await meCodes(tokenOf(tokens))).toEqual(["AccessTokenRevoked", "AccessTokenRevoked"]);
  for (const service of services) expect(await refresh(service, partner, tokens)).toMatchObject(invalidGrant);
  expect(await exchange(first, partner, waiting)).toMatchObject(invalidGrant);
  await expect(authorize(first, person, partner)).rejects.toMatchObject({ code: "forbidden" });
  expect(await meCodes(tokenOf(foreign))).toEqual(["fine", "fine"]);

  await enableForTenant(staff, pair);
  expect(await meCodes(tokenOf(tokens))).toEqual(["fine", "fine"]);
  expect((await refresh(first, partner, tokens)).status).toBe(200);
  // What was refused meanwhile has ended nothing.
  expect(tokenOf(await refresh(first, partner, lost))).toBe(tokenOf(next));
});
