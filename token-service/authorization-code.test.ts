import * as openid from "openid-client";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { env } from "#lib/env";
import { addRedirectUris } from "#world/a-client";
import { asOwner } from "#world/as-owner";
import { letTimePass } from "#world/let-time-pass";
import {
  allowScope,
  askMe,
  authorize,
  basic,
  begin,
  comeBack,
  exchange,
  introspect,
  makeCodeClient,
  makePublicClient,
  pkce,
  postToken,
  prepareCodeFlow,
  REDIRECT_URI,
  refresh,
  startService,
  tokenOf,
} from "./test-world.ts";

const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

test("R48 R53 openid-client goes the whole way: metadata, PKCE, state, iss, code, refresh", async () => {
  const { service, person, client } = await prepareCodeFlow();
  await allowScope(client, "notes:read");
  const config = await openid.discovery(new URL(service.issuer), client.clientId, client.secret, openid.ClientSecretBasic(client.secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT_URI,
    scope: "notes:read",
    state: "a b&c=d%20\"'",
    code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const begun = await begin(service, Object.fromEntries(url.searchParams));
  const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
  const { location } = await comeBack(service, begun, ticket);
  const checks = { pkceCodeVerifier, expectedState: "a b&c=d%20\"'" };
  const tokens = await openid.authorizationCodeGrant(config, location ?? new URL("x:"), checks);
  expect(tokens).toMatchObject({ token_type: "bearer", expires_in: 3600, scope: "notes:read" });
  expect((await askMe(service, tokens.access_token)).body).toMatchObject({
    sub: person.personId,
    client_id: client.clientId,
    tenant: { id: person.tenant.id },
    user: { id: person.personId },
    scope: "notes:read",
  });
  const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
  expect(next.refresh_token).not.toBe(tokens.refresh_token);
  expect((await askMe(service, next.access_token)).status).toBe(200);
});

describe("a code", () => {
  test("TS-03 of twenty exchanges at once, at two instances, one gets tokens, ten times over", { timeout: 60_000 }, async () => {
    const { service, person, client } = await prepareCodeFlow();
    const twin = await startService({ issuer: service.issuer });
    for (let round = 0; round < 10; round++) {
      const granted = await authorize(service, person, client);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => exchange(nth % 2 ? service : twin, client, granted)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const answer of answers) if (answer.status !== 200) expect(answer).toMatchObject(invalidGrant);
    }
  });

  test("TS-03 used again, it ends what it gave", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    const tokens = await exchange(service, client, granted);
    expect((await askMe(service, tokenOf(tokens))).status).toBe(200);
    expect(await exchange(service, client, granted)).toMatchObject(invalidGrant);
    expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
    expect(await refresh(service, client, tokens)).toMatchObject(invalidGrant);
  });

  test("TS-03 used again while its refresh is under way, it ends what that gives, too", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    const tokens = await exchange(service, client, granted);
    const trigger = (sql: string) => asOwner(["oidc_artifact"], (owner) => owner.query(sql));
    await trigger(`
      CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711), pg_sleep(1); RETURN NEW; END $$;
      CREATE TRIGGER dawdle BEFORE INSERT ON oidc_artifact FOR EACH ROW WHEN (NEW.client_id = '${client.clientId}') EXECUTE FUNCTION dawdle()`);
    const underWay = refresh(service, client, tokens);
    const sleepers = () => asOwner([], (owner) => owner.query("SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711"));
    await expect.poll(async () => (await sleepers()).rowCount, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(await exchange(service, client, granted)).toMatchObject(invalidGrant);
    const next = await underWay;
    await trigger("DROP TRIGGER dawdle ON oidc_artifact; DROP FUNCTION dawdle()");
    expect((await askMe(service, tokenOf(next))).code).toBe("AccessTokenRevoked");
    expect(await refresh(service, client, next)).toMatchObject(invalidGrant);
  });

  test("TS-02 TS-04 RU-05 is bound to its client, its redirect URI and its PKCE verifier", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    const other = await makeCodeClient(tenant);
    expect(await exchange(service, other, granted)).toMatchObject(invalidGrant);
    expect(await exchange(service, client, granted, { redirect_uri: `${REDIRECT_URI}/` })).toMatchObject(invalidGrant);
    for (const code_verifier of [pkce().verifier, `${granted.verifier}x`]) {
      expect(await exchange(service, client, granted, { code_verifier })).toMatchObject(invalidGrant);
    }
    expect((await exchange(service, client, granted, { code_verifier: "" })).status).toBe(400);
    tokenOf(await exchange(service, client, granted));
  });

  test("TS-04 lives for a minute", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    await letTimePass({ seconds: 61 });
    expect(await exchange(service, client, granted)).toMatchObject(invalidGrant);
  });

  test("TS-08 an exchange that fails on our side has used nothing up", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const granted = await authorize(service, person, client);
    const trigger = (sql: string) => asOwner(["oidc_artifact"], (owner) => owner.query(sql));
    await trigger(`
      CREATE FUNCTION refuse_token() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$;
      CREATE TRIGGER refuse_token BEFORE INSERT ON oidc_artifact FOR EACH ROW WHEN (NEW.kind = 'RefreshToken' AND NEW.client_id = '${client.clientId}')
        EXECUTE FUNCTION refuse_token()`);
    expect(await exchange(service, client, granted)).toMatchObject({ status: 500, body: { error: "server_error" } });
    await trigger("DROP TRIGGER refuse_token ON oidc_artifact; DROP FUNCTION refuse_token()");
    tokenOf(await exchange(service, client, granted));
  });

  test("R21 R53 a public client gets its tokens by PKCE alone", async () => {
    const { service, tenant, person } = await prepareCodeFlow();
    const spa = await makePublicClient(tenant);
    const tokens = await exchange(service, spa, await authorize(service, person, spa));
    expect((await askMe(service, tokenOf(tokens))).body.sub).toBe(person.personId);
    tokenOf(await refresh(service, spa, tokens));
  });

  test("OH-08 a page of a public client's own origin may read the answer, and no other page", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const spa = await makePublicClient(tenant);
    const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x", client_id: spa.clientId });
    for (const [origin, allowed] of [
      ["https://app.example", "https://app.example"],
      ["https://app.example:8443", undefined],
      ["https://evil.example", undefined],
      ["null", undefined],
    ] as const) {
      expect((await postToken(service, form, { origin })).headers["access-control-allow-origin"]).toBe(allowed);
    }
    // An address with a scheme of its own has no origin, and shares none with a frame that has none either.
    await addRedirectUris(spa.clientId, ["com.example.app:/cb"]);
    expect((await postToken(service, form, { origin: "null" })).headers["access-control-allow-origin"]).toBeUndefined();
    const { code, verifier } = await authorize(service, person, client);
    const confidential = new URLSearchParams({ grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: REDIRECT_URI });
    const answer = await postToken(service, confidential, { origin: "https://app.example", authorization: basic(client) });
    expect([answer.status, answer.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
  });
});

test("OH-08 TS-03 of two pages that send one code in the very same moment, both may read what became of it", async () => {
  const { service, tenant, person } = await prepareCodeFlow();
  const spa = await makePublicClient(tenant);
  const { code, verifier } = await authorize(service, person, spa);
  const form = { grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: REDIRECT_URI, client_id: spa.clientId };
  const other = new pg.Client(env().TOKEN_SERVICE_DATABASE_URL);
  await other.connect();
  await other.query("set role gh_token; begin");
  await other.query("select from oidc_artifact where client_id = $1 for update", [spa.clientId]);
  const sent = [1, 2].map(() => postToken(service, new URLSearchParams(form), { origin: "https://app.example" }));
  // Both have seen a code that nobody has used, and wait to use it up.
  const waiting = () => other.query("select from pg_locks where not granted and (transactionid = pg_current_xact_id()::xid or locktype = 'tuple')");
  await expect.poll(async () => (await waiting()).rowCount, { timeout: 10_000 }).toBe(2);
  await other.query("commit");
  await other.end();
  const answers = await Promise.all(sent);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  for (const { headers } of answers) expect(headers["access-control-allow-origin"]).toBe("https://app.example");
});

test("TS-20 what one issuer gave is nothing to another: neither a code, nor a token, nor a request that waits for a person", async () => {
  const { service, person, client } = await prepareCodeFlow();
  const other = await startService();
  expect((await exchange(other, client, await authorize(service, person, client))).status).toBe(400);
  const tokens = await exchange(service, client, await authorize(service, person, client));
  expect((await askMe(other, tokenOf(tokens))).code).toBe("InvalidAccessToken");
  expect((await introspect(other, client, tokenOf(tokens))).body).toEqual({ active: false });
  expect((await introspect(other, client, tokens.body.refresh_token ?? "")).body).toEqual({ active: false });
  expect((await introspect(service, client, tokens.body.refresh_token ?? "")).body).toMatchObject({ active: true, iss: service.issuer });
  expect((await refresh(other, client, tokens)).status).toBe(400);
  const begun = await authorizeNothing(service, client);
  const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
  expect((await comeBack(other, begun, ticket)).location?.searchParams.get("code")).toBeFalsy();
});

function authorizeNothing(service: Parameters<typeof begin>[0], client: { clientId: string }) {
  return begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
}
