import { decodeJwt, decodeProtectedHeader } from "jose";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { answerDevice } from "#lib/consents/answer-device";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findConsents } from "#lib/consents/find-consents";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { userCodeField } from "#lib/consents/schemas";
import { aPublicClient, configure } from "#world/a-client";
import {
  allowScope,
  askMe,
  authorize,
  begin,
  change,
  comeBack,
  exchange,
  makeCodeClient,
  makePublicClient,
  pkce,
  prepareCodeFlow,
  REDIRECT_URI,
  readAsTokenService,
  refresh,
  requestToken,
  send,
  type TestClient,
  type TestService,
  tokenOf,
} from "./test-world.ts";

function discover({ issuer }: TestService, { clientId, secret }: Pick<TestClient, "clientId"> & { secret?: string }): Promise<openid.Configuration> {
  const auth = secret === undefined ? openid.None() : openid.ClientSecretBasic(secret);
  return openid.discovery(new URL(issuer), clientId, secret, auth, { execute: [openid.allowInsecureRequests] });
}

async function approveInBrowser(service: TestService, person: TenantActor, url: URL): Promise<URL> {
  const begun = await begin(service, Object.fromEntries(url.searchParams));
  const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
  return (await comeBack(service, begun, ticket)).location ?? new URL("x:");
}

/** From the first request to the tokens, for these scopes. */
async function signIn(service: TestService, person: TenantActor, client: TestClient, scope: string, asked: { max_age?: string } = {}) {
  const tokens = await exchange(service, client, await authorize(service, person, client, { scope, ...asked }));
  return { tokens, accessToken: tokenOf(tokens), idToken: tokens.body.id_token };
}

async function askUserinfo(service: TestService, token: string, method = "GET") {
  const { status, headers, text } = await send(service, { method, path: "/oauth/userinfo", headers: { authorization: `Bearer ${token}` } });
  return { status, headers, body: JSON.parse(text) };
}

describe("an independent client signs somebody in", () => {
  test("openid-client: discovery, code, PKCE, nonce, max_age, a validated ID token, userinfo, and a new ID token at a refresh", {
    timeout: 60_000,
  }, async () => {
    const { service, person, client } = await prepareCodeFlow();
    await allowScope(client, "notes:read");
    const config = await discover(service, client);
    openid.enableNonRepudiationChecks(config);
    const [pkceCodeVerifier, expectedNonce, expectedState] = [openid.randomPKCECodeVerifier(), openid.randomNonce(), openid.randomState()];
    const url = openid.buildAuthorizationUrl(config, {
      redirect_uri: REDIRECT_URI,
      scope: "openid profile email notes:read",
      state: expectedState,
      nonce: expectedNonce,
      max_age: "3600",
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    const location = await approveInBrowser(service, person, url);
    const checks = { pkceCodeVerifier, expectedNonce, expectedState, maxAge: 3600, idTokenExpected: true };
    const tokens = await openid.authorizationCodeGrant(config, location, checks);
    expect(tokens.scope?.split(" ").sort()).toEqual(["email", "notes:read", "openid", "profile"]);
    const who = { sub: person.personId, name: person.name, email: person.email, email_verified: false };
    expect(tokens.claims()).toEqual({
      ...who,
      iss: service.issuer,
      aud: client.clientId,
      nonce: expectedNonce,
      auth_time: Math.floor(person.signedInAt.getTime() / 1000),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(decodeProtectedHeader(tokens.id_token ?? "")).toMatchObject({ alg: "RS256", kid: expect.any(String) });
    expect(await openid.fetchUserInfo(config, tokens.access_token, person.personId)).toEqual(who);
    expect((await askMe(service, tokens.access_token)).body).toMatchObject({ sub: person.personId, user: { id: person.personId } });
    const next = await openid.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(next.claims()).toMatchObject({ sub: person.personId, auth_time: tokens.claims()?.auth_time });
    expect(await openid.fetchUserInfo(config, next.access_token, person.personId)).toEqual(who);
  });

  test("oauth4webapi: the same for an application in a browser, whose access tokens are JWTs", async () => {
    const { service, tenant, person } = await prepareCodeFlow();
    const { clientId } = await makePublicClient(tenant);
    await configure(clientId, { accessTokenFormat: "jwt" });
    const insecure = { [oauth.allowInsecureRequests]: true };
    const issuer = new URL(service.issuer);
    const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
    const client = { client_id: clientId };
    const { verifier, challenge } = pkce();
    const nonce = oauth.generateRandomNonce();
    const asked = { client_id: clientId, redirect_uri: REDIRECT_URI, response_type: "code", scope: "openid email", state: "s", nonce, ...challenge };
    const location = await approveInBrowser(service, person, new URL(`${server.authorization_endpoint}?${new URLSearchParams(asked)}`));
    const answer = oauth.validateAuthResponse(server, client, location, "s");
    const response = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answer, REDIRECT_URI, verifier, insecure);
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce, requireIdToken: true });
    await oauth.validateApplicationLevelSignature(server, response, insecure);
    const asking = await oauth.userInfoRequest(server, client, tokens.access_token, insecure);
    expect(await oauth.processUserInfoResponse(server, client, person.personId, asking)).toEqual({
      sub: person.personId,
      email: person.email,
      email_verified: false,
    });
  });

  test("openid-client on a device", async () => {
    const { service, tenant, person } = await prepareCodeFlow();
    const device = await aPublicClient(tenant.admin, { name: "Television", kind: "device" });
    const config = await discover(service, device);
    const begun = await openid.initiateDeviceAuthorization(config, { scope: "openid profile" });
    await answerDevice(person, { userCode: userCodeField.parse(begun.user_code), answer: "approve" });
    const tokens = await openid.pollDeviceAuthorizationGrant(config, { ...begun, interval: 0.1 });
    expect(tokens.claims()).toMatchObject({ sub: person.personId, name: person.name, auth_time: Math.floor(person.signedInAt.getTime() / 1000) });
    expect(await openid.fetchUserInfo(config, tokens.access_token, person.personId)).toEqual({ sub: person.personId, name: person.name });
  });
});

describe("what a client is told of a person", () => {
  test("is what the scopes say that the person has allowed, and the identifier stays the same", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const alone = await signIn(service, person, client, "openid");
    expect(decodeJwt(alone.idToken ?? "")).toMatchObject({ sub: person.personId });
    expect(Object.keys(decodeJwt(alone.idToken ?? "")).sort()).toEqual(["aud", "auth_time", "exp", "iat", "iss", "sub"]);
    expect((await askUserinfo(service, alone.accessToken)).body).toEqual({ sub: person.personId });
    const more = await signIn(service, person, client, "openid profile");
    expect((await askUserinfo(service, more.accessToken)).body).toEqual({ sub: person.personId, name: person.name });
    // The token of before says no more than it was asked for.
    expect((await askUserinfo(service, alone.accessToken)).body).toEqual({ sub: person.personId });
    const elsewhere = await signIn(service, person, await makeCodeClient(tenant), "openid");
    expect(decodeJwt(elsewhere.idToken ?? "").sub).toBe(person.personId);
    expect((await signIn(service, person, client, "")).idToken).toBeUndefined();
  });

  test("R54 nothing any more, from the moment that the person takes it back or is disabled, also with a JWT", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const opaque = await signIn(service, person, client, "openid profile");
    await change(tenant, client, { accessTokenFormat: "jwt" });
    const jwt = await signIn(service, person, client, "openid profile");
    for (const { accessToken } of [opaque, jwt]) expect((await askUserinfo(service, accessToken)).status).toBe(200);
    const [consent] = await findConsents(person);
    await revokeConsent(person, { consentId: consent?.id ?? "" });
    for (const { accessToken } of [opaque, jwt]) {
      expect(await askUserinfo(service, accessToken)).toMatchObject({
        status: 401,
        body: { error: "invalid_token", errors: [{ Code: "AccessTokenRevoked" }] },
      });
    }
  });

  test("the token service reads no name or address but through what the person has allowed this client", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const identity = (personId: string, clientId: string) => readAsTokenService("select name, email from find_identity($1, $2)", [personId, clientId]);
    expect(await identity(person.personId, client.clientId)).toEqual([]);
    await signIn(service, person, client, "openid email");
    expect(await identity(person.personId, client.clientId)).toEqual([{ name: null, email: person.email }]);
    expect(await identity(tenant.admin.personId, client.clientId)).toEqual([]);
    expect(await identity(person.personId, (await makeCodeClient(tenant)).clientId)).toEqual([]);
    for (const column of ["name", "email"]) await expect(readAsTokenService(`select ${column} from person`)).rejects.toThrow("permission denied");
  });
});

describe("userinfo", () => {
  test("takes GET and POST, and a page of any origin may ask with a token", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const { accessToken } = await signIn(service, person, client, "openid");
    for (const method of ["GET", "POST"]) {
      const answer = await askUserinfo(service, accessToken, method);
      expect(answer).toMatchObject({
        status: 200,
        body: { sub: person.personId },
        headers: { "access-control-allow-origin": "*", "cache-control": "no-store" },
      });
    }
    const asked = { origin: "https://app.example", "access-control-request-method": "GET", "access-control-request-headers": "authorization" };
    const preflight = await send(service, { method: "OPTIONS", path: "/oauth/userinfo", headers: asked });
    expect(preflight).toMatchObject({ status: 204, headers: { "access-control-allow-origin": "*", "access-control-allow-headers": "Authorization" } });
    expect(preflight.headers).not.toHaveProperty("access-control-allow-credentials");
  });

  test("refuses a token without openid, one of a client itself, an ID token, and none", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    await allowScope(client, "notes:read");
    const without = await signIn(service, person, client, "notes:read");
    await change(tenant, client, { grants: ["authorization_code", "client_credentials"], mayActForUsers: true });
    const own = tokenOf(await requestToken(service, client, `user:${person.personId}`));
    for (const token of [without.accessToken, own]) {
      const { status, headers, body } = await askUserinfo(service, token);
      expect([status, body.error]).toEqual([403, "insufficient_scope"]);
      expect(headers["www-authenticate"]).toContain('error="insufficient_scope"');
    }
    const { idToken = "" } = await signIn(service, person, client, "openid");
    expect(await askUserinfo(service, idToken)).toMatchObject({ status: 401, body: { errors: [{ Code: "InvalidAccessToken" }] } });
    expect(await askMe(service, idToken)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
    expect((await send(service, { path: "/oauth/userinfo" })).status).toBe(401);
  });
});

describe("who may ask who somebody is", () => {
  const askedFor = async (service: TestService, clientId: string, given: Record<string, string>) => {
    const asked = { client_id: clientId, redirect_uri: REDIRECT_URI, response_type: "code", ...pkce().challenge, ...given };
    const { location, interaction } = await begin(service, asked);
    // What would have come in the fragment is refused there.
    const refused = location?.searchParams.get("error") ?? new URLSearchParams(location?.hash.slice(1)).get("error");
    return refused ?? (interaction && "asks");
  };

  test("any client that acts as a person, and none that acts for itself or as a service account", async () => {
    const { service, tenant, client } = await prepareCodeFlow();
    expect(await askedFor(service, client.clientId, { scope: "openid profile email" })).toBe("asks");
    expect(await askedFor(service, client.clientId, { scope: "openid phone" })).toBe("invalid_scope");
    expect(await askedFor(service, client.clientId, { scope: "profile" })).toBe("invalid_scope");
    await configure(client.clientId, { grants: ["authorization_code", "client_credentials"] });
    for (const scope of ["openid", "openid profile", "email"]) expect((await requestToken(service, client, scope)).body.error).toBe("invalid_scope");
    expect(tenant.tenantId).toBeTruthy();
  });

  test("offline_access asks for what the client has anyway, if it has it", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const { tokens } = await signIn(service, person, client, "openid offline_access");
    expect(tokens.body.scope).toBe("openid");
    expect((await refresh(service, client, tokens)).status).toBe(200);
    expect(await askedFor(service, client.clientId, { scope: "openid offline_access", prompt: "consent" })).toBe("asks");
  });

  test("what OpenID Connect has for a request and we have not is refused, not ignored", async () => {
    const { service, client } = await prepareCodeFlow();
    const scope = "openid";
    expect(await askedFor(service, client.clientId, { scope, request: "a.b.c" })).toBe("request_not_supported");
    expect(await askedFor(service, client.clientId, { scope, request_uri: "https://app.example/r" })).toBe("request_uri_not_supported");
    expect(await askedFor(service, client.clientId, { scope, registration: "{}" })).toBe("registration_not_supported");
    expect(await askedFor(service, client.clientId, { scope, response_type: "id_token", nonce: "n" })).toBe("unsupported_response_type");
    expect(await askedFor(service, client.clientId, { scope, response_type: "code id_token", nonce: "n" })).toBe("unsupported_response_type");
    expect(await askedFor(service, client.clientId, { scope, id_token_hint: "a.b.c" })).toBe("invalid_request");
  });

  test("an ID token as a hint: another person than its own comes back as login_required", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const { idToken = "" } = await signIn(service, person, client, "openid");
    const again = (by: TenantActor) => authorize(service, by, client, { scope: "openid", id_token_hint: idToken });
    expect((await again(person)).code).not.toBe("");
    expect((await again(tenant.admin)).location?.searchParams.get("error")).toBe("login_required");
  });
});
