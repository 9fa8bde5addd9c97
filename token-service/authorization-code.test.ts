import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import { disableClient } from "#lib/clients/disable-client";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { paths } from "#lib/endpoints";
import { addRedirectUris } from "#world/a-client";
import { aMember } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { letTimePass } from "#world/let-time-pass";
import {
  allowScope,
  askMe,
  authorize,
  basic,
  begin,
  change,
  comeBack,
  exchange,
  introspect,
  makeClient,
  makeCodeClient,
  makePublicClient,
  makeTenant,
  pkce,
  postToken,
  REDIRECT_URI,
  refresh,
  send,
  startService,
  tokenOf,
} from "./test-world.ts";

async function prepare() {
  const service = await startService();
  const tenant = await makeTenant();
  return { service, tenant, person: await aMember(tenant.admin), client: await makeCodeClient(tenant) };
}

const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

test("R48 R53 openid-client goes the whole way: metadata, PKCE, state, iss, code, refresh", async () => {
  const { service, person, client } = await prepare();
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

describe("the answer to the client", () => {
  test("R50 RU-10 a refusal comes back as access_denied, with state and iss", async () => {
    const { service, person, client } = await prepare();
    const { status, location } = await authorize(service, person, client, { answer: "deny" });
    expect([status, location?.origin, Object.fromEntries(location?.searchParams ?? [])]).toEqual([
      303,
      "https://app.example",
      { error: "access_denied", error_description: "the user did not allow it", state: "s", iss: service.issuer },
    ]);
  });

  test("R26 TS-02 RU-10 what the client asks wrongly comes back to it", async () => {
    const { service, tenant, client } = await prepare();
    const spa = await makePublicClient(tenant);
    const { challenge } = pkce();
    const asked: [Record<string, string>, string][] = [
      [{ client_id: client.clientId, scope: "notes:other" }, "invalid_scope"],
      [{ client_id: client.clientId, scope: `team_${tenant.teamId}` }, "invalid_scope"],
      [{ client_id: client.clientId, response_type: "token" }, "unsupported_response_type"],
      [{ client_id: client.clientId, response_type: "code token" }, "unsupported_response_type"],
      [{ client_id: client.clientId, prompt: "none" }, "login_required"],
      [{ client_id: client.clientId, resource: "https://elsewhere.example" }, "invalid_target"],
      [{ client_id: spa.clientId }, "invalid_request"],
      [{ client_id: spa.clientId, ...challenge, code_challenge_method: "plain" }, "invalid_request"],
      [{ client_id: spa.clientId, code_challenge: challenge.code_challenge }, "invalid_request"],
      [{ client_id: spa.clientId, ...challenge, code_challenge: "short" }, "invalid_request"],
    ];
    for (const [parameters, error] of asked) {
      const { location } = await begin(service, { redirect_uri: REDIRECT_URI, state: "s", ...parameters });
      // What asks for a token in the front channel is refused there, in the fragment.
      const answer = new URLSearchParams(location?.hash.slice(1) || location?.search);
      expect(Object.fromEntries(answer)).toMatchObject({ error, state: "s", iss: service.issuer });
    }
  });

  test("R25 a client whose Authorization Code is off is told so, and goes nowhere", async () => {
    const { service, tenant } = await prepare();
    const { clientId } = await makeClient(tenant);
    const begun = await begin(service, { client_id: clientId, redirect_uri: REDIRECT_URI });
    expect([begun.status, begun.location]).toEqual([400, null]);
  });

  test("R49 RU-04 without a known client and one of its redirect URIs it is a page of ours, never a redirect", async () => {
    const { service, client } = await prepare();
    const hostile = '"><script>alert(1)</script>';
    const asked: Record<string, string>[] = [
      {},
      { client_id: client.clientId },
      { redirect_uri: REDIRECT_URI },
      { client_id: "gh_00000000000000000", redirect_uri: REDIRECT_URI },
      { client_id: hostile, redirect_uri: hostile, state: hostile },
      { client_id: client.clientId, redirect_uri: `${REDIRECT_URI}/` },
      { client_id: client.clientId, redirect_uri: REDIRECT_URI, response_mode: "form_post" },
    ];
    for (const parameters of asked) {
      const { status, headers, text } = await begin(service, parameters);
      expect([status, headers.location, headers["content-type"]]).toEqual([400, undefined, "text/html; charset=utf-8"]);
      expect(text).not.toContain("<script");
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
    }
  });

  test("RU-09 IN-03 a parameter given twice, or holding what is no text, is a page of ours", async () => {
    const { service, client } = await prepare();
    const good = new URLSearchParams({ client_id: client.clientId, redirect_uri: REDIRECT_URI, state: "s" });
    for (const wrong of [...[...good].map(([name, value]) => `${name}=${encodeURIComponent(value)}`), "x=%00", "state2=%ff", "__proto__=x"]) {
      const answer = await send(service, { path: `${paths.authorization}?${good}&${wrong}` });
      expect([wrong, answer.status, answer.headers.location]).toEqual([wrong, 400, undefined]);
    }
  });
});

describe("the way back from the prompt", () => {
  test("TS-16 is open to the browser that began, with the ticket of the one that answered, and to no other", async () => {
    const { service, person, client } = await prepare();
    const [mine, other] = [await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI }), await authorizeNothing(service, client)];
    const unanswered = await comeBack(service, mine, "x".repeat(43));
    const { ticket } = await answerPrompt(person, { interaction: mine.interaction, answer: "approve" });
    const refused = [
      unanswered,
      await comeBack(service, mine, ""),
      await comeBack(service, mine, "x".repeat(43)),
      await comeBack(service, { ...mine, cookie: "" }, ticket),
      await comeBack(service, { ...mine, cookie: other.cookie }, ticket),
      await comeBack(service, { ...other, cookie: mine.cookie }, ticket),
      await comeBack(service, { ...mine, cookie: mine.cookie.replace(/sig=.{5}/, "sig=xxxxx") }, ticket),
    ];
    for (const { status, location, text } of refused) expect([status, location, text.includes("This request cannot go on")]).toEqual([400, null, true]);
    expect((await comeBack(service, mine, ticket)).location?.searchParams.get("code")).toBeTruthy();
    expect((await comeBack(service, mine, ticket)).status).toBe(400);
    await expect(answerPrompt(person, { interaction: mine.interaction, answer: "approve" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("TS-16 of twenty that come back at once, to two instances, one gets a code, ten times over", { timeout: 60_000 }, async () => {
    const { service, person, client } = await prepare();
    const twin = await startService({ issuer: service.issuer });
    for (let round = 0; round < 10; round++) {
      const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
      const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => comeBack(nth % 2 ? service : twin, begun, ticket)));
      expect(answers.filter(({ location }) => location?.searchParams.has("code"))).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 400)).toHaveLength(19);
    }
  });

  test("RU-06 TS-18 leads nowhere once the redirect URI is removed or the client disabled, whatever the answer", async () => {
    const { service, tenant, person, client } = await prepare();
    const removeUri = () => change(tenant, client, { grants: ["authorization_code"], redirectUris: ["https://new.example/cb"] });
    const restoreUri = () => change(tenant, client, { grants: ["authorization_code"], redirectUris: [REDIRECT_URI] });
    const disable = () => disableClient(tenant.admin, { clientId: client.clientId });
    const changes = [
      ["approve", removeUri],
      ["deny", removeUri],
      ["approve", disable],
    ] as const;
    for (const [answer, changeSince] of changes) {
      await restoreUri();
      const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer });
      await changeSince();
      const { status, location } = await comeBack(service, begun, ticket);
      expect([status, location]).toEqual([400, null]);
    }
  });

  test("R32 AZ-09 gives only what the person was shown, whatever the client is allowed after that", async () => {
    const { service, tenant, person, client } = await prepare();
    await allowScope(client, "notes:read");
    await allowScope(client, "notes:write");
    const allow = (scopes: string[]) => change(tenant, client, { grants: ["authorization_code"], redirectUris: [REDIRECT_URI], scopes });
    for (const shown of [["notes:read"], []]) {
      await allow(["notes:read", "notes:write"]);
      const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: "notes:write notes:read" });
      await allow(shown);
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
      await allow(["notes:read", "notes:write"]);
      const { location } = await comeBack(service, begun, ticket);
      const tokens = await exchange(service, client, { code: location?.searchParams.get("code") ?? "", verifier: "" });
      expect((await askMe(service, tokenOf(tokens))).body.scope).toBe(shown.join(" "));
    }
  });

  test("it leaves no session of its own in the browser", async () => {
    const { service, person, client } = await prepare();
    const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
    const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
    const { headers } = await comeBack(service, begun, ticket);
    for (const cookie of [...(begun.headers["set-cookie"] ?? []), ...(headers["set-cookie"] ?? [])]) expect(cookie).toMatch(/^gh_ts_resume/);
  });
});

describe("a code", () => {
  test("TS-03 of twenty exchanges at once, at two instances, one gets tokens, ten times over", { timeout: 60_000 }, async () => {
    const { service, person, client } = await prepare();
    const twin = await startService({ issuer: service.issuer });
    for (let round = 0; round < 10; round++) {
      const granted = await authorize(service, person, client);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => exchange(nth % 2 ? service : twin, client, granted)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      for (const answer of answers) if (answer.status !== 200) expect(answer).toMatchObject(invalidGrant);
    }
  });

  test("TS-03 used again, it ends what it gave", async () => {
    const { service, person, client } = await prepare();
    const granted = await authorize(service, person, client);
    const tokens = await exchange(service, client, granted);
    expect((await askMe(service, tokenOf(tokens))).status).toBe(200);
    expect(await exchange(service, client, granted)).toMatchObject(invalidGrant);
    expect((await askMe(service, tokenOf(tokens))).code).toBe("AccessTokenRevoked");
    expect(await refresh(service, client, tokens)).toMatchObject(invalidGrant);
  });

  test("TS-03 used again while its refresh is under way, it ends what that gives, too", async () => {
    const { service, person, client } = await prepare();
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
    const { service, tenant, person, client } = await prepare();
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
    const { service, person, client } = await prepare();
    const granted = await authorize(service, person, client);
    await letTimePass({ seconds: 61 });
    expect(await exchange(service, client, granted)).toMatchObject(invalidGrant);
  });

  test("TS-08 an exchange that fails on our side has used nothing up", async () => {
    const { service, person, client } = await prepare();
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
    const { service, tenant, person } = await prepare();
    const spa = await makePublicClient(tenant);
    const tokens = await exchange(service, spa, await authorize(service, person, spa));
    expect((await askMe(service, tokenOf(tokens))).body.sub).toBe(person.personId);
    tokenOf(await refresh(service, spa, tokens));
  });

  test("OH-08 a page of a public client's own origin may read the answer, and no other page", async () => {
    const { service, tenant, person, client } = await prepare();
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

function authorizeNothing(service: Parameters<typeof begin>[0], client: { clientId: string }) {
  return begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
}

test("TS-20 what one issuer gave is nothing to another: neither a code, nor a token, nor a request that waits for a person", async () => {
  const { service, person, client } = await prepare();
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
