import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { importJWK, type JWK, SignJWT } from "jose";
import * as oauth from "oauth4webapi";
import { describe, expect, test } from "vitest";
import { env } from "#lib/env";
import { configure } from "#world/a-client";
import {
  askMe,
  authorize,
  change,
  exchange,
  makeClient,
  makeCodeClient,
  makeTenant,
  makeUser,
  readAsTokenService,
  refresh,
  requestToken,
  startService,
  type TestService,
  tokenOf,
} from "../test-world.ts";
import { openSigningKey, type StoredKey } from "./signing-key.ts";

/** How an API written by somebody else checks it: by our metadata and key set alone. */
async function validate({ issuer }: TestService, token: string, audience = issuer): Promise<oauth.JWTAccessTokenClaims> {
  const insecure = { [oauth.allowInsecureRequests]: true };
  const url = new URL(issuer);
  const server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { ...insecure, algorithm: "oauth2" }));
  return oauth.validateJwtAccessToken(server, new Request(`${issuer}/some-api`, { headers: { authorization: `Bearer ${token}` } }), audience, insecure);
}

const parse = (part = ""): Record<string, unknown> => JSON.parse(Buffer.from(part, "base64url").toString());
const headerOf = (token: string) => parse(token.split(".")[0]);
const claimsOf = (token: string) => parse(token.split(".")[1]);

async function prepare() {
  const [service, tenant] = [await startService(), await makeTenant()];
  const client = await makeClient(tenant);
  await change(tenant, client, { accessTokenFormat: "jwt" });
  return { service, tenant, client };
}

describe("R53 RFC 9068 a client that is set so gets JWTs", () => {
  test("TS-10 by client credentials, for a team too, with every claim, and an API elsewhere accepts them", async () => {
    const { service, tenant, client } = await prepare();
    const scope = `team_${tenant.teamId}`;
    const token = tokenOf(await requestToken(service, client, scope));
    const { exp, iat, jti, ...claims } = await validate(service, token);
    expect(headerOf(token)).toEqual({ alg: "RS256", typ: "at+jwt", kid: expect.any(String) });
    expect(claims).toEqual({
      iss: service.issuer,
      aud: service.issuer,
      sub: client.clientId,
      client_id: client.clientId,
      scope,
      tenant_id: tenant.tenantId,
      team_id: tenant.teamId,
    });
    expect(exp - iat).toBe(3600);
    expect(jti).not.toBe((await validate(service, tokenOf(await requestToken(service, client)))).jti);
    expect(await readAsTokenService("select from oidc_artifact where client_id = $1", [client.clientId])).toEqual([]);
    await expect(validate(service, token, "https://another-api.example")).rejects.toThrow();
  });

  test("R29 for a user: the subject is the user", async () => {
    const { service, tenant, client } = await prepare();
    await change(tenant, client, { mayActForUsers: true });
    const user = await makeUser(tenant);
    const token = tokenOf(await requestToken(service, client, `user:${user}`));
    expect(await validate(service, token)).toMatchObject({ sub: user, user_id: user, client_id: client.clientId, tenant_id: tenant.tenantId });
    expect(await askMe(service, token)).toMatchObject({ status: 200, body: { sub: user, user: { id: user } } });
  });

  test("by Authorization Code and its refresh tokens, for the person who allowed it; the refresh token stays opaque", async () => {
    const [service, tenant] = [await startService(), await makeTenant()];
    const client = await makeCodeClient(tenant);
    await change(tenant, client, { accessTokenFormat: "jwt" });
    const first = await exchange(service, client, await authorize(service, tenant.admin, client));
    const second = await refresh(service, client, first);
    for (const answer of [first, second]) {
      const claims = await validate(service, tokenOf(answer));
      expect(claims).toMatchObject({ sub: tenant.admin.personId, user_id: tenant.admin.personId, client_id: client.clientId, tenant_id: tenant.tenantId });
      expect(answer.body.refresh_token).not.toContain(".");
    }
  });

  test("R54 from the next request on, and opaque ones again when it is set back, at every instance", async () => {
    const { service, tenant, client } = await prepare();
    const other = await startService({ issuer: service.issuer });
    for (const instance of [service, other]) expect(tokenOf(await requestToken(instance, client)).split(".")).toHaveLength(3);
    await change(tenant, client, { accessTokenFormat: "opaque" });
    for (const instance of [service, other]) {
      const token = tokenOf(await requestToken(instance, client));
      expect(token).not.toContain(".");
      expect(await askMe(instance, token)).toMatchObject({ status: 200 });
    }
  });
});

describe("R52 TS-10 TS-11 the sample resource", () => {
  test("says the same of a JWT as of an opaque token, at an instance that did not make it", async () => {
    const { service, tenant, client } = await prepare();
    const other = await startService({ issuer: service.issuer });
    const scope = `team_${tenant.teamId}`;
    const ofJwt = await askMe(other, tokenOf(await requestToken(service, client, scope)));
    await change(tenant, client, { accessTokenFormat: "opaque" });
    const ofOpaque = await askMe(service, tokenOf(await requestToken(service, client, scope)));
    expect(ofJwt).toEqual(ofOpaque);
    expect(ofJwt).toMatchObject({ status: 200, body: { tenant: { id: tenant.tenantId }, team: { id: tenant.teamId } } });
  });

  test("R54 the exception that the settings page states: accepts it after the client was switched off", async () => {
    const { service, client } = await prepare();
    const token = tokenOf(await requestToken(service, client));
    await configure(client.clientId, { state: "disabled" });
    expect(await askMe(service, token)).toMatchObject({ status: 200 });
  });

  test("tells an expired one from a broken one, and believes an expiry only where the signature is ours", async () => {
    const { service, client } = await prepare();
    const forge = await forgery(service, tokenOf(await requestToken(service, client)));
    const past = { exp: Math.floor(Date.now() / 1000) - 1 };
    expect(await askMe(service, await forge.ours({}, past))).toMatchObject({ status: 401, code: "AccessTokenExpired" });
    expect(await askMe(service, forge.by(forge.foreign, {}, past))).toMatchObject({ status: 401, code: "InvalidAccessToken" });
  });

  test("refuses what was forged in more than twenty ways", async () => {
    const { service, client } = await prepare();
    const token = tokenOf(await requestToken(service, client));
    const forge = await forgery(service, token);
    const [head = "", body = "", signature = ""] = token.split(".");
    const { ours, by, foreign, foreignJwk, publicJwk, publicPem } = forge;
    // The means work: the same way of making one, unchanged, is accepted.
    expect(await askMe(service, await ours({}, {}))).toMatchObject({ status: 200 });

    const hs256 = (secret: string | Buffer) => {
      const input = `${encode({ ...headerOf(token), alg: "HS256" })}.${body}`;
      return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
    };
    const forged: Record<string, string> = {
      "no signature": `${head}.${body}.`,
      "two parts": `${head}.${body}`,
      "five parts, as if encrypted": `${token}.${head}.${body}`,
      "alg none": `${encode({ ...headerOf(token), alg: "none" })}.${body}.`,
      "alg None": `${encode({ ...headerOf(token), alg: "None" })}.${body}.`,
      "alg none with the signature": `${encode({ ...headerOf(token), alg: "none" })}.${body}.${signature}`,
      "HS256 with the public key as PEM": hs256(publicPem),
      "HS256 with the public key as JWK": hs256(JSON.stringify(publicJwk)),
      "HS256 with its x": hs256(Buffer.from(publicJwk.x ?? "", "base64url")),
      "HS256 with nothing": hs256(""),
      "another key under our kid": by(foreign),
      "another key under its own kid": by(foreign, { kid: "foreign" }),
      "another key in jwk": by(foreign, { jwk: foreignJwk }),
      "another key in jwk, without kid": by(foreign, { jwk: foreignJwk, kid: undefined }),
      "another key at jku": by(foreign, { jku: "https://evil.example/jwks.json" }),
      "another key in x5c": by(foreign, { x5c: ["MIIB"] }),
      "another key at x5u": by(foreign, { x5u: "https://evil.example/cert.pem" }),
      "a kid that is a path": by(foreign, { kid: "../../../dev/null" }),
      "a kid that is SQL": by(foreign, { kid: "' or 1=1 --" }),
      "a kid that is an object": by(foreign, { kid: { a: 1 } }),
      "no kid": await ours({ kid: undefined }, {}),
      "ES384 in the header": by(foreign, { alg: "ES384" }),
      "RS256 in the header": by(foreign, { alg: "RS256" }),
      "a critical header that nobody knows": by(foreign, { crit: ["exp"], exp: 1 }),
      "typ JWT, as an id_token has": await ours({ typ: "JWT" }, {}),
      "no typ, as an id_token may have": await ours({ typ: undefined }, {}),
      "typ logout+jwt": await ours({ typ: "logout+jwt" }, {}),
      "another issuer": await ours({}, { iss: "https://evil.example" }),
      "the issuer with a slash": await ours({}, { iss: `${service.issuer}/` }),
      "no issuer": await ours({}, { iss: undefined }),
      "another audience": await ours({}, { aud: "https://another-api.example" }),
      "the client as audience, as an id_token has": await ours({}, { aud: client.clientId }),
      "no audience": await ours({}, { aud: undefined }),
      "no expiry": await ours({}, { exp: undefined }),
      "an expiry that is no number": await ours({}, { exp: "tomorrow" }),
      "not valid yet": await ours({}, { nbf: Math.floor(Date.now() / 1000) + 600 }),
      "no subject": await ours({}, { sub: undefined }),
      "no client": await ours({}, { client_id: undefined }),
      "other claims under the signature": `${head}.${encode({ ...claimsOf(token), sub: "gh_00000000000000000" })}.${signature}`,
      "a zero signature": `${head}.${body}.${Buffer.alloc(64).toString("base64url")}`,
      "a signature of another shape": `${head}.${body}.${sign("sha256", Buffer.from(`${head}.${body}`), foreign).toString("base64url")}`,
      "claims that are no JSON": `${head}.${Buffer.from("{").toString("base64url")}.${signature}`,
      "a header that is no JSON": `${Buffer.from("{").toString("base64url")}.${body}.${signature}`,
      "a header that is a list": `${encode([])}.${body}.${signature}`,
      "dots alone": "..",
    };
    for (const [way, value] of Object.entries(forged)) {
      expect(await askMe(service, value), way).toMatchObject({ status: 401, code: "InvalidAccessToken" });
    }
  });
});

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Makes JWTs from a real one with the key that signed it, and with one that is not ours. */
async function forgery(service: TestService, token: string) {
  const [header, claims] = [headerOf(token), claimsOf(token)];
  const [row] = await readAsTokenService<StoredKey>("select * from signing_key where kid = $1", [header.kid]);
  const own = row && openSigningKey(env().ENCRYPTION_KEY, row);
  if (!own) throw new Error(`no key of ${service.issuer}`);
  const { kty, n, e, kid, alg, use } = own;
  const publicJwk = { kty, n, e, kid, alg, use };
  const { privateKey: foreign, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = await importJWK(own, "RS256");
  return {
    publicJwk: publicJwk as JWK,
    publicPem: publicKeyPem(publicJwk),
    foreign,
    foreignJwk: publicKey.export({ format: "jwk" }),
    ours: (head: object, body: object) => new SignJWT({ ...claims, ...body }).setProtectedHeader({ ...header, ...head, alg: "RS256" }).sign(key),
    by(signer: KeyObject, head: object = {}, body: object = {}) {
      const input = `${encode({ ...header, ...head })}.${encode({ ...claims, ...body })}`;
      return `${input}.${sign("sha256", Buffer.from(input), signer).toString("base64url")}`;
    },
  };
}

function publicKeyPem(jwk: JWK): string {
  return createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();
}
