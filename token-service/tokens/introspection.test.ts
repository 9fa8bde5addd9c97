import { randomUUID } from "node:crypto";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import { activateClient } from "#lib/clients/activate-client";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { addRedirectUris, aPartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { changeSettings } from "#world/change-settings";
import {
  allowScope,
  askMe,
  authorize,
  change,
  exchange,
  introspect,
  makeApi,
  makeClient,
  makeCodeClient,
  makePublicClient,
  makeTenant,
  postAs,
  postToken,
  prepareTokens,
  refresh,
  requestToken,
  send,
  tokenOf,
} from "../test-world.ts";

const inactive = { status: 200, body: { active: false } };
const active = { status: 200, body: { active: true } };

describe("TS-13 RFC 7662 what a client learns of", () => {
  test("its own access token of a person: what our claims say, and nothing more", async () => {
    const { service, tenant, person, client, token } = await prepareTokens();
    const now = Math.floor(Date.now() / 1000);
    const { body } = await introspect(service, client, token);
    expect(body).toEqual({
      active: true,
      client_id: client.clientId,
      sub: person.personId,
      user_id: person.personId,
      tenant_id: tenant.tenantId,
      iss: service.issuer,
      aud: service.issuer,
      token_type: "Bearer",
      iat: expect.any(Number),
      exp: body.iat + 3600,
    });
    expect(Math.abs(body.iat - now)).toBeLessThan(60);
  });

  test("its own refresh token, until that is used up", async () => {
    const { services, person, client, tokens, refreshToken } = await prepareTokens();
    const { body } = await introspect(services[0], client, refreshToken);
    expect(body).toMatchObject({ active: true, sub: person.personId, client_id: client.clientId });
    expect(body).not.toHaveProperty("token_type");
    const next = await refresh(services[0], client, tokens);
    expect(await introspect(services[1], client, refreshToken)).toEqual(inactive);
    expect(await introspect(services[1], client, next.body.refresh_token ?? "")).toMatchObject(active);
  });

  test("R29 its own tokens from client credentials: for a team, for a person, and for itself", async () => {
    const { service, tenant, person, job } = await prepareTokens();
    const scope = `notes:${randomUUID()}`;
    await allowScope(job, scope);
    await change(tenant, job, { mayActForUsers: true });
    const about = async (asked?: string) => (await introspect(service, job, tokenOf(await requestToken(service, job, asked)))).body;
    const itself = { active: true, client_id: job.clientId, sub: job.clientId, tenant_id: tenant.tenantId, token_type: "Bearer" };
    expect(await about(`${scope} team_${tenant.teamId}`)).toMatchObject({ ...itself, team_id: tenant.teamId, scope: `${scope} team_${tenant.teamId}` });
    expect(await about(`user:${person.personId}`)).toMatchObject({ ...itself, sub: person.personId, user_id: person.personId });
    const plain = await about();
    expect(plain).toMatchObject(itself);
    for (const absent of ["scope", "team_id", "user_id"]) expect(plain).not.toHaveProperty(absent);
  });
});

describe("TS-13 TI-04 exactly {active: false} for", () => {
  test("every kind of token of another client, of the same company and of another", async () => {
    const { service, tenant, job, token, refreshToken } = await prepareTokens();
    const jobToken = tokenOf(await requestToken(service, job));
    const foreign = await makeTenant();
    const strangers = [await makeClient(tenant), await makeCodeClient(tenant), await makeClient(foreign)];
    for (const stranger of strangers) {
      for (const each of [token, refreshToken, jobToken]) expect(await introspect(service, stranger, each)).toEqual(inactive);
    }
  });

  test("what is no token: nonsense, a code, and what looks like a JWT", async () => {
    const { service, tenant, client } = await prepareTokens();
    const { code } = await authorize(service, tenant.admin, client);
    const header = Buffer.from('{"alg":"none"}').toString("base64url");
    for (const each of ["x", code, "%00", "x".repeat(8_000), `${header}.e30.`, `${header}.${header}.x`, client.clientId, client.secret]) {
      expect(await introspect(service, client, each)).toEqual(inactive);
    }
  });
});

describe("TS-13 an API that may introspect every token", () => {
  test("learns of every access token of every company what its own client learns, and of no refresh token", async () => {
    const { service, job, client, token, refreshToken } = await prepareTokens();
    const foreign = await makeTenant();
    const other = await makeClient(foreign);
    const [api, jobToken, otherToken] = [await makeApi(), tokenOf(await requestToken(service, job)), tokenOf(await requestToken(service, other))];
    for (const [owner, each] of [
      [client, token],
      [job, jobToken],
      [other, otherToken],
    ] as const) {
      const { body } = await introspect(service, api, each);
      expect(body).toMatchObject({ active: true, client_id: owner.clientId });
      expect(body).toEqual((await introspect(service, owner, each)).body);
    }
    for (const each of [refreshToken, "x"]) expect(await introspect(service, api, each)).toEqual(inactive);
  });

  test("R53 of JWT access tokens too", async () => {
    const { service, tenant, job } = await prepareTokens();
    await change(tenant, job, { accessTokenFormat: "jwt" });
    const token = tokenOf(await requestToken(service, job));
    expect(await introspect(service, await makeApi(), token)).toMatchObject(active);
    expect(await introspect(service, await makeApi("sandbox"), token)).toEqual(inactive);
  });

  test("R47 of no other environment", async () => {
    const { service, token } = await prepareTokens();
    expect(await introspect(service, await makeApi("sandbox"), token)).toEqual(inactive);
  });

  test("R54 learns nothing from the next request on when the setting or the client is switched off", async () => {
    const { services, token } = await prepareTokens();
    const [api, staff] = [await makeApi(), await aStaff()];
    expect(await introspect(services[0], api, token)).toMatchObject(active);
    await addRedirectUris(api.clientId, ["https://app.example/cb"]);
    await changeSettings(staff, api, { mayIntrospect: false });
    for (const service of services) expect(await introspect(service, api, token)).toEqual(inactive);
    await changeSettings(staff, api, { mayIntrospect: true });
    for (const service of services) expect(await introspect(service, api, token)).toMatchObject(active);
    await disableClient(staff, api);
    for (const service of services) expect(await introspect(service, api, token)).toMatchObject({ status: 401 });
  });

  test("R12 R41 R54 sees at once that the client, the company or the enablement of a token is gone", async () => {
    const { services, tenant, client, token } = await prepareTokens();
    const [api, staff] = [await makeApi(), await aStaff()];
    const seen = (each: string) => Promise.all(services.map(async (service) => (await introspect(service, api, each)).body));
    await disableClient(tenant.admin, client);
    expect(await seen(token)).toEqual([{ active: false }, { active: false }]);
    await enableClient(tenant.admin, client);
    expect(await seen(token)).toMatchObject([{ active: true }, { active: true }]);

    const partner = await aPartnerClient(staff, { redirectUris: ["https://app.example/cb"] });
    const { secret } = await activateClient(staff, { clientId: partner.clientId, idempotencyKey: randomUUID() });
    const pair = { clientId: partner.clientId, tenantId: tenant.tenantId };
    await enableForTenant(staff, pair);
    const known = { clientId: partner.clientId, secret: secret?.secret ?? "" };
    const partnerToken = tokenOf(await exchange(services[0], known, await authorize(services[0], tenant.admin, known)));
    expect(await seen(partnerToken)).toMatchObject([{ active: true }, { active: true }]);
    await disableForTenant(staff, pair);
    expect(await seen(partnerToken)).toEqual([{ active: false }, { active: false }]);

    await asScope({ role: "staff" }, (tx) => tx.tenant.update({ where: { id: tenant.tenantId }, data: { disabledAt: new Date(), version: { increment: 1 } } }));
    expect(await seen(token)).toEqual([{ active: false }, { active: false }]);
    await deleteClient(tenant.admin, { clientId: client.clientId, typedName: client.name });
    expect(await seen(token)).toEqual([{ active: false }, { active: false }]);
  });
});

test("TS-13 who has no secret, or the wrong one, learns nothing", async () => {
  const { service, tenant, client, token } = await prepareTokens();
  const browser = await makePublicClient(tenant);
  const own = tokenOf(await exchange(service, browser, await authorize(service, tenant.admin, browser)));
  const other = await makeClient(tenant);
  for (const [who, each] of [
    [browser, own],
    [browser, token],
    [browser, "a.b.c"],
    [{ clientId: client.clientId }, token],
    [{ clientId: client.clientId, secret: other.secret }, token],
    [{ clientId: client.clientId, secret: "x" }, token],
    [{ clientId: "gh_nobody", secret: other.secret }, token],
  ] as const) {
    expect(await introspect(service, who, each)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  }
  expect((await introspect(service, client, own)).body).toEqual({ active: false });
});

test("TS-13 openid-client and oauth4webapi introspect, with the secret in the header and in the body", async () => {
  const { service, tenant, job, person, client, token } = await prepareTokens();
  const configuration = await openid.discovery(new URL(service.issuer), client.clientId, undefined, openid.ClientSecretBasic(client.secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  expect(await openid.tokenIntrospection(configuration, token)).toMatchObject({ active: true, sub: person.personId, token_type: "Bearer" });
  expect(await openid.tokenIntrospection(configuration, "x")).toEqual({ active: false });

  await change(tenant, job, { authMethod: "client_secret_post" });
  const known = { client_id: job.clientId };
  const byPost = oauth.ClientSecretPost(job.secret);
  const insecure = { [oauth.allowInsecureRequests]: true };
  const found = await oauth
    .discoveryRequest(new URL(service.issuer), { algorithm: "oauth2", ...insecure })
    .then((response) => oauth.processDiscoveryResponse(new URL(service.issuer), response));
  const issued = await oauth.clientCredentialsGrantRequest(found, known, byPost, {}, insecure);
  const { access_token } = await oauth.processClientCredentialsResponse(found, known, issued);
  const response = await oauth.introspectionRequest(found, known, byPost, access_token, insecure);
  expect(await oauth.processIntrospectionResponse(found, known, response)).toMatchObject({ active: true, client_id: job.clientId });
});

describe.each(["/v1/oauth/introspect", "/v1/oauth/revoke"])("IN-01 IN-03 TS-22 %s", (path) => {
  test("answers every broken request with JSON and 4xx, unstored", async () => {
    const { service, job } = await prepareTokens();
    const good = { token: "x" };
    const asked = [
      postAs(service, job, path, {}),
      postAs(service, job, path, { token: "" }),
      postAs(service, job, path, { token: "a\0b" }),
      postAs(service, job, path, { token: "x".repeat(1_000_000) }),
      postAs(service, job, path, { ...good, client_secret: job.secret }),
      postAs(service, job, path, { ...good, client_id: "gh_another" }),
      postAs(service, job, path, { ...good, client_assertion: "x" }),
      postAs(service, job, `${path}?token=x`, good),
      postAs(service, job, path, { ...good, __proto__: "x", constructor: "x" }),
    ];
    for (const { status, headers, text } of await Promise.all(asked)) {
      expect([status >= 400 && status < 500, headers["content-type"], headers["cache-control"]]).toEqual([true, "application/json; charset=utf-8", "no-store"]);
      expect(JSON.parse(text).error).toMatch(/^invalid_(request|client)$/);
    }
  });

  test("takes JSON (R49), and a doubled parameter in neither form", async () => {
    const { service, tenant, job } = await prepareTokens();
    await change(tenant, job, { authMethod: "client_secret_post" });
    const token = tokenOf(
      await postToken(service, new URLSearchParams({ grant_type: "client_credentials", client_id: job.clientId, client_secret: job.secret })),
    );
    const parameters = { client_id: job.clientId, client_secret: job.secret, token };
    const ask = (body: string, type: string) => send(service, { method: "POST", path, body, headers: { "content-type": type } });
    expect((await ask(`{"token":"x",${JSON.stringify(parameters).slice(1)}`, "application/json")).status).toBe(400);
    expect((await ask(`token=x&${new URLSearchParams(parameters)}`, "application/x-www-form-urlencoded")).status).toBe(400);
    expect((await askMe(service, token)).status).toBe(200);
    expect((await ask(JSON.stringify(parameters), "application/json")).status).toBe(200);
  });
});

test("R53 a JWT access token is answered for as /v1/me answers: by its signature, to its own client, whatever was switched off since", async () => {
  const { services, tenant, job } = await prepareTokens();
  await change(tenant, job, { accessTokenFormat: "jwt" });
  const token = tokenOf(await requestToken(services[0], job, `team_${tenant.teamId}`));
  await change(tenant, job, { accessTokenFormat: "opaque" });
  const ofOpaque = await introspect(services[0], job, tokenOf(await requestToken(services[0], job, `team_${tenant.teamId}`)));
  const ofJwt = await introspect(services[1], job, token);
  expect({ ...ofJwt.body, iat: 0, exp: 0 }).toEqual({ ...ofOpaque.body, iat: 0, exp: 0 });
  expect(ofJwt.body.exp - ofJwt.body.iat).toBe(3600);
  expect(await introspect(services[1], await makeClient(tenant), token)).toEqual(inactive);
  expect(await introspect(services[1], job, `${token.slice(0, -2)}${token.endsWith("AA") ? "BB" : "AA"}`)).toEqual(inactive);
});
