import { randomUUID } from "node:crypto";
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import * as openid from "openid-client";
import { describe, expect, onTestFinished, test } from "vitest";
import { activateClient } from "#lib/clients/activate-client";
import { answerDevice } from "#lib/consents/answer-device";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findDevicePrompt } from "#lib/consents/find-device-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { findReturnUrl } from "#lib/consents/find-return-url";
import { userCodeField } from "#lib/consents/schemas";
import { asScope } from "#lib/db/as-scope";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { issuerOf, paths } from "#lib/endpoints";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { aPartnerClient, aPublicClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { openDatabase } from "../database.ts";
import { startCuttableDatabase } from "../test-database.ts";
import {
  askMe,
  authorize,
  begin,
  change,
  exchange,
  introspect,
  makeApi,
  makeClient,
  makeCodeClient,
  makeTenant,
  pkce,
  postAs,
  REDIRECT_URI,
  refresh,
  requestToken,
  revoke,
  send,
  startService,
  type TestService,
  type TestTenant,
  tokenOf,
} from "../test-world.ts";
import { NO_KEYS } from "../tokens/signing-keys.ts";
import { tenantHosts } from "./tenant-hosts.ts";

const TENANT_HOST = "{tenant}-api.localhost";

/** The same instance under the name of a tenant's host. */
function at(service: TestService, { admin }: TestTenant): TestService {
  return { ...service, issuer: issuerOf(admin.tenant.slug, { issuer: service.issuer, tenantHost: TENANT_HOST }) };
}

async function prepare() {
  const service = await startService({ tenantHost: TENANT_HOST });
  const [a, b] = [await makeTenant(), await makeTenant()];
  const [job, client] = [await makeClient(a), await makeCodeClient(a)];
  return { service, a, b, atA: at(service, a), atB: at(service, b), job, client };
}

/** A partner's client that both tenants have, with a secret. */
async function aSharedClient(...tenants: TestTenant[]) {
  const staff = await aStaff();
  const { clientId } = await aPartnerClient(staff, { redirectUris: [REDIRECT_URI] });
  const { secret } = await activateClient(staff, { clientId, idempotencyKey: randomUUID() });
  for (const { tenantId } of tenants) await enableForTenant(staff, { clientId, tenantId });
  return { clientId, secret: secret?.secret ?? "" };
}

const readJson = async (service: TestService, path: string) => JSON.parse((await send(service, { path })).text);
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

test("R48 TS-01 each host's metadata names itself in every line, and the iss of an answer and of a token is that host", async () => {
  const { service, a, atA, atB, job, client } = await prepare();
  expect(atA.issuer).toMatch(/^http:\/\/[a-z\d-]+-api\.localhost:\d+$/);
  for (const host of [service, atA, atB]) {
    for (const path of [paths.metadata, paths.openidMetadata]) {
      const found = await readJson(host, path);
      expect(found.issuer).toBe(host.issuer);
      const addresses = Object.entries(found).filter(([name]) => /_endpoint$|^jwks_uri$/.test(name));
      expect(addresses.length).toBeGreaterThan(5);
      for (const [, address] of addresses) expect(new URL(`${address}`).origin).toBe(host.issuer);
    }
  }
  const { location } = await authorize(atA, a.admin, client);
  expect(location?.searchParams.get("iss")).toBe(atA.issuer);
  expect((await introspect(atA, job, tokenOf(await requestToken(atA, job)))).body).toMatchObject({ active: true, iss: atA.issuer, aud: atA.issuer });
  await change(a, job, { accessTokenFormat: "jwt" });
  const [, claims = ""] = tokenOf(await requestToken(atA, job)).split(".");
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ iss: atA.issuer, aud: atA.issuer });
});

describe("R48 TI-04 TS-20 what was given out at one host is worth nothing at another", () => {
  test("access tokens, opaque and JWT, refresh tokens and codes, at /v1/me, introspection, revocation and token, in every direction", {
    timeout: 60_000,
  }, async () => {
    const { service, a, atA, atB, job, client } = await prepare();
    const [ofA, api] = [await makeCodeClient(a), await makeApi()];
    const hosts = [service, atA];
    for (const [home, elsewhere] of [
      [atA, [service, atB]],
      [service, [atA, atB]],
    ] as const) {
      expect(hosts).toContain(home);
      const tokens = await exchange(home, client, await authorize(home, a.admin, client));
      const jobToken = tokenOf(await requestToken(home, job));
      await change(a, job, { accessTokenFormat: "jwt" });
      const jwt = tokenOf(await requestToken(home, job));
      await change(a, job, { accessTokenFormat: "opaque" });
      const unused = await authorize(home, a.admin, ofA);
      for (const other of elsewhere) {
        for (const token of [tokenOf(tokens), jobToken, jwt]) {
          expect(await askMe(other, token)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
          expect(await introspect(other, api, token)).toEqual({ status: 200, body: { active: false } });
        }
        if (other === atB) continue;
        expect(await refresh(other, client, tokens)).toMatchObject(invalidGrant);
        expect(await exchange(other, ofA, unused)).toMatchObject(invalidGrant);
        for (const token of [tokenOf(tokens), jobToken, tokens.body.refresh_token ?? ""]) {
          expect((await revoke(other, token === jobToken ? job : client, token)).status).toBe(200);
        }
      }
      for (const token of [tokenOf(tokens), jobToken, jwt]) expect(await askMe(home, token)).toMatchObject({ status: 200 });
      expect(await introspect(home, api, jobToken)).toMatchObject({ body: { active: true } });
      tokenOf(await exchange(home, ofA, unused));
      const next = await refresh(home, client, tokens);
      expect((await refresh(home, client, tokens)).body).toMatchObject({ access_token: tokenOf(next) });
      await revoke(home, client, next.body.refresh_token ?? "");
      expect(await askMe(home, tokenOf(next))).toMatchObject({ code: "AccessTokenRevoked" });
    }
  });

  test("a device code, and the answer of a person of another company", async () => {
    const { service, a, b, atA, atB } = await prepare();
    const { clientId } = await aPublicClient(a.admin, { kind: "device" });
    const ask = (host: TestService, who: { clientId: string; secret?: string }, device_code: string) =>
      postAs(host, who, paths.token, { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code });
    const begun = JSON.parse((await postAs(atA, { clientId }, paths.deviceAuthorization, {})).text);
    const userCode = userCodeField.parse(begun.user_code);
    expect(await findDevicePrompt(b.admin, userCode)).toMatchObject({ state: "refused" });
    await answerDevice(a.admin, { userCode, answer: "approve" });
    expect((await ask(service, { clientId }, begun.device_code)).text).toContain("invalid_grant");
    expect((await ask(atB, { clientId }, begun.device_code)).text).toContain("invalid_client");
    const tokens = JSON.parse((await ask(atA, { clientId }, begun.device_code)).text);
    expect(await askMe(atA, tokens.access_token)).toMatchObject({ status: 200 });
    expect(await askMe(service, tokens.access_token)).toMatchObject({ status: 401 });
  });
});

describe("R48 at a tenant's host only that tenant counts", () => {
  test("TI-04 a client of another tenant is unknown at every endpoint", async () => {
    const { atB, job, client } = await prepare();
    expect(await requestToken(atB, job)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(await introspect(atB, job, "x")).toMatchObject({ status: 401 });
    expect((await revoke(atB, job, "x")).status).toBe(401);
    const begun = await begin(atB, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
    expect([begun.status, begun.text.includes("invalid_client")]).toEqual([400, true]);
  });

  test("R41 a partner's client gets people of that tenant there, who come back there, and of every tenant at the host of everybody", async () => {
    const { service, a, b, atA } = await prepare();
    const partner = await aSharedClient(a, b);
    const request = { client_id: partner.clientId, redirect_uri: REDIRECT_URI, ...pkce().challenge };
    const begun = await begin(atA, request);
    expect(await findPrompt(b.admin, begun.interaction)).toEqual({ state: "refused", reason: expect.stringContaining("asks for another company") });
    await expect(authorize(atA, b.admin, partner)).rejects.toMatchObject({ code: "forbidden" });
    expect(await findReturnUrl(a.admin, { interaction: begun.interaction, ticket: "t" })).toBe(
      `${atA.issuer}${paths.authorization}/${begun.interaction}?ticket=t`,
    );
    const tokens = await exchange(atA, partner, await authorize(atA, a.admin, partner));
    expect((await askMe(atA, tokenOf(tokens))).body.tenant.id).toBe(a.tenantId);
    for (const { admin, tenantId } of [a, b]) {
      const of = await exchange(service, partner, await authorize(service, admin, partner));
      expect((await askMe(service, tokenOf(of))).body.tenant.id).toBe(tenantId);
    }
  });

  test("TS-16 what began at one host does not go on at another, with its cookie and ticket", async () => {
    const { service, a, atA } = await prepare();
    const partner = await aSharedClient(a);
    for (const [home, other] of [
      [atA, service],
      [service, atA],
    ] as const) {
      const begun = await begin(home, { client_id: partner.clientId, redirect_uri: REDIRECT_URI, ...pkce().challenge });
      const { ticket } = await answerPrompt(a.admin, { interaction: begun.interaction, answer: "approve" });
      const path = `${paths.authorization}/${begun.interaction}?${new URLSearchParams({ ticket })}`;
      expect((await send(other, { path, headers: { cookie: begun.cookie } })).status).toBe(400);
      expect((await send(home, { path, headers: { cookie: begun.cookie } })).status).toBe(303);
    }
  });
});

describe("R48 a host is served as long as it is that of a tenant", () => {
  test("an unknown slug, other domains, and what only looks like it are 421", async () => {
    const { service, atA, job } = await prepare();
    const { hostname, port } = new URL(atA.issuer);
    const wrong = [
      `nobody-api.localhost:${port}`,
      `-api.localhost:${port}`,
      `${hostname}`,
      `${hostname}:1`,
      `x.${hostname}:${port}`,
      `${hostname}.evil.example:${port}`,
      `${hostname.replace("-api", "")}:${port}`,
      `${hostname}:${port}, ${new URL(service.issuer).host}`,
      `'; select 1;---api.localhost:${port}`,
    ];
    for (const host of wrong) expect([host, (await send(service, { path: paths.metadata, headers: { host } })).status]).toEqual([host, 421]);
    expect((await send(service, { path: paths.metadata, headers: { host: `${hostname.toUpperCase()}:${port}` } })).status).toBe(200);
    expect((await send(service, { path: "/health", headers: { host: wrong[0] ?? "" } })).status).toBe(200);
    tokenOf(await requestToken(atA, job));
  });

  test("TS-18 a tenant that is switched off is 421 at the next request, and back with its tokens when it is on again", async () => {
    const { a, atA, atB, job } = await prepare();
    const token = tokenOf(await requestToken(atA, job));
    const set = (disabledAt: Date | null) =>
      asScope({ role: "staff" }, (tx) => tx.tenant.update({ where: { id: a.tenantId }, data: { disabledAt, version: { increment: 1 } } }));
    await set(new Date());
    expect((await send(atA, { path: paths.metadata })).status).toBe(421);
    expect((await send(atB, { path: paths.metadata })).status).toBe(200);
    await set(null);
    expect(await askMe(atA, token)).toMatchObject({ status: 200 });
  });

  test("without the setting there are no such hosts", async () => {
    const service = await startService();
    expect((await send(at(service, await makeTenant()), { path: paths.metadata })).status).toBe(421);
  });

  test("two instances serve the same hosts", async () => {
    const { service, atA, job } = await prepare();
    const other = await startService({ tenantHost: TENANT_HOST, issuer: service.issuer });
    const token = tokenOf(await requestToken(atA, job));
    expect(await askMe({ ...atA, port: other.port }, token)).toMatchObject({ status: 200 });
  });
});

test("IN-10 a process keeps 200 hosts, those that were asked for last, and makes the others anew", async () => {
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", createLog("test", "silent"));
  onTestFinished(() => database.close());
  const run = randomUUID().slice(0, 8);
  await asOwner(["tenant"], (owner) =>
    owner.query("INSERT INTO tenant (id, slug, name, environment) SELECT gen_random_uuid(), $1 || n, 'x', 'production' FROM generate_series(1, 201) n", [run]),
  );
  const made: string[] = [];
  const serve = tenantHosts({
    issuer: "http://auth.example",
    tenantHost: "{tenant}-api.example",
    isProxied: false,
    database,
    keys: { current: () => NO_KEYS, refresh: async () => NO_KEYS, stop: () => undefined },
    make({ issuer }) {
      made.push(issuer);
      return async () => undefined;
    },
  });
  const ask = (n: number) => {
    const request = new IncomingMessage(new Socket());
    request.headers.host = `${run}${n}-api.example`;
    return serve(request, new ServerResponse(request));
  };
  for (let n = 1; n <= 200; n++) await ask(n);
  await ask(1);
  expect(made).toHaveLength(200);
  await ask(201);
  await ask(1);
  expect(made).toHaveLength(201);
  await ask(2);
  expect(made.slice(201)).toEqual([`http://${run}2-api.example`]);
});

test("while the database is away the process is alive under the name of a tenant too, and can answer nobody", async () => {
  const database = await startCuttableDatabase();
  const service = await startService({ tenantHost: TENANT_HOST, databaseUrl: database.url });
  const host = at(service, await makeTenant());
  const status = async (path: string) => (await send(host, { path })).status;
  expect([await status("/health"), await status("/ready"), await status(paths.metadata)]).toEqual([200, 200, 200]);
  database.cut();
  expect([await status("/health"), await status("/health?x"), await status("/ready"), await status(paths.metadata)]).toEqual([200, 200, 503, 503]);
  database.mend();
  expect([await status("/ready"), await status(paths.metadata)]).toEqual([200, 200]);
});

test("R48 TS-20 openid-client discovers a tenant's host by itself, gets a token there, and refuses an answer of another issuer", async () => {
  const { service, a, atA, client } = await prepare();
  const customFetch: openid.CustomFetch = async (url, { method, headers, body }) => {
    const { host, pathname, search } = new URL(url);
    const sent = { method, path: pathname + search, headers: { ...Object.fromEntries(new Headers(headers)), host }, ...(body ? { body: `${body}` } : {}) };
    const answer = await send(service, sent);
    return new Response(answer.text, { status: answer.status, headers: { "content-type": `${answer.headers["content-type"]}` } });
  };
  const discover = ({ issuer }: TestService) =>
    openid.discovery(new URL(issuer), client.clientId, undefined, openid.ClientSecretBasic(client.secret), {
      algorithm: "oauth2",
      execute: [openid.allowInsecureRequests],
      [openid.customFetch]: customFetch,
    });
  const [own, everybodys] = [await discover(atA), await discover(service)];
  const first = await authorize(atA, a.admin, client);
  const answer = first.location ?? expect.unreachable();
  const expected = { pkceCodeVerifier: first.verifier, expectedState: "s" };
  await expect(openid.authorizationCodeGrant(everybodys, answer, expected)).rejects.toMatchObject({ cause: { message: expect.stringContaining('"iss"') } });
  const tokens = await openid.authorizationCodeGrant(own, answer, expected);
  expect((await askMe(atA, tokens.access_token)).status).toBe(200);
});
