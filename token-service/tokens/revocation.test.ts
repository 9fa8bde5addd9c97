import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { describe, expect, test } from "vitest";
import { configure } from "#world/a-client";
import { aMember } from "#world/a-person";
import {
  askMe,
  authorize,
  change,
  exchange,
  introspect,
  makeClient,
  makeCodeClient,
  makePublicClient,
  makeTenant,
  postAs,
  readAsTokenService,
  refresh,
  requestToken,
  revoke,
  send,
  startService,
  type TokenAnswer,
  tokenOf,
} from "../test-world.ts";

async function startTwo() {
  const first = await startService();
  return [first, await startService({ issuer: first.issuer })] as const;
}

async function prepare(make: typeof makeCodeClient | typeof makePublicClient = makeCodeClient) {
  const [service, other] = await startTwo();
  const tenant = await makeTenant();
  const client = await make(tenant);
  const tokens = await exchange(service, client, await authorize(service, tenant.admin, client));
  return { service, other, tenant, client, tokens };
}

const refreshTokenOf = ({ body }: TokenAnswer) => body.refresh_token ?? "";
const dead = { status: 401, code: "AccessTokenRevoked" };
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

describe("TS-12 RFC 7009 a client ends", () => {
  test.each([makeCodeClient, makePublicClient])(
    "its refresh token, and with it everything that came of the grant, at the next request of another instance",
    async (make) => {
      const { service, other, client, tokens } = await prepare(make);
      const next = await refresh(service, client, tokens);
      expect(await askMe(other, tokenOf(next))).toMatchObject({ status: 200 });

      const answer = await revoke(service, client, refreshTokenOf(next));
      expect([answer.status, answer.text, answer.headers["cache-control"]]).toEqual([200, "", "no-store"]);
      expect(await askMe(other, tokenOf(tokens))).toMatchObject(dead);
      expect(await askMe(other, tokenOf(next))).toMatchObject(dead);
      expect(await refresh(other, client, next)).toMatchObject(invalidGrant);
    },
  );

  test("a refresh token that was used up a moment ago, whose kept answer is then not repeated", async () => {
    const { service, other, client, tokens } = await prepare();
    const next = await refresh(service, client, tokens);
    expect((await refresh(other, client, tokens)).body.access_token).toBe(tokenOf(next));

    await revoke(service, client, refreshTokenOf(tokens));
    expect(await refresh(other, client, tokens)).toMatchObject(invalidGrant);
    expect(await refresh(other, client, next)).toMatchObject(invalidGrant);
    expect(await askMe(other, tokenOf(next))).toMatchObject(dead);
  });

  test("the newest refresh token, after which the one before it repeats nothing", async () => {
    const { service, other, client, tokens } = await prepare();
    const next = await refresh(service, client, tokens);
    await revoke(service, client, refreshTokenOf(next));
    expect(await refresh(other, client, tokens)).toMatchObject(invalidGrant);
  });

  test("an access token alone: what refreshes goes on", async () => {
    const { service, other, client, tokens } = await prepare();
    expect(await revoke(service, client, tokenOf(tokens))).toMatchObject({ status: 200 });
    expect(await askMe(other, tokenOf(tokens))).toMatchObject(dead);
    expect(await askMe(other, tokenOf(await refresh(other, client, tokens)))).toMatchObject({ status: 200 });
  });

  test("a token from client credentials, and no other of its own", async () => {
    const [service, other] = await startTwo();
    const client = await makeClient(await makeTenant());
    const [first, second] = [tokenOf(await requestToken(service, client)), tokenOf(await requestToken(service, client))];
    expect(await revoke(service, client, first)).toMatchObject({ status: 200 });
    expect(await askMe(other, first)).toMatchObject(dead);
    expect(await askMe(other, second)).toMatchObject({ status: 200 });
  });

  test("one of two grants of the same person, and not the other", async () => {
    const { service, tenant, client, tokens } = await prepare();
    const second = await exchange(service, client, await authorize(service, tenant.admin, client));
    await revoke(service, client, refreshTokenOf(tokens));
    expect(await askMe(service, tokenOf(second))).toMatchObject({ status: 200 });
    expect(await refresh(service, client, second)).toMatchObject({ status: 200 });
  });

  test("a grant while twenty refreshes of it are on their way: none of what they get works", async () => {
    const { service, other, client, tokens } = await prepare();
    const refreshing = Array.from({ length: 20 }, (_, nth) => refresh([service, other][nth % 2] ?? service, client, tokens));
    await revoke(service, client, refreshTokenOf(tokens));
    for (const answer of await Promise.all(refreshing)) {
      if (answer.status !== 200) continue;
      expect(await askMe(service, tokenOf(answer))).toMatchObject(dead);
      expect(await refresh(service, client, answer)).toMatchObject(invalidGrant);
    }
  });
});

describe("TS-12 TI-04 200, and nothing happens, for", () => {
  test("every kind of token of another client, of the same company and of another", async () => {
    const { service, tenant, client, tokens } = await prepare();
    const job = await makeClient(tenant);
    const jobToken = tokenOf(await requestToken(service, job));
    const strangers = [await makeCodeClient(tenant), await makePublicClient(tenant), await makeClient(await makeTenant())];
    for (const stranger of strangers) {
      for (const token of [tokenOf(tokens), refreshTokenOf(tokens), jobToken]) {
        const { status, text } = await revoke(service, stranger, token);
        expect([status, text]).toEqual([200, ""]);
      }
    }
    expect(await askMe(service, tokenOf(tokens))).toMatchObject({ status: 200 });
    expect(await askMe(service, jobToken)).toMatchObject({ status: 200 });
    expect(await refresh(service, client, tokens)).toMatchObject({ status: 200 });
  });

  test("what is no token, also a code, and a token that has ended", async () => {
    const { service, tenant, client, tokens } = await prepare();
    const { code, verifier } = await authorize(service, tenant.admin, client);
    for (const token of ["x", code, "x".repeat(8_000), "'; drop table oidc_artifact", "a.b.c", tokenOf(tokens), tokenOf(tokens)]) {
      const { status, text } = await revoke(service, client, token);
      expect([token.slice(0, 20), status, text]).toEqual([token.slice(0, 20), 200, ""]);
    }
    tokenOf(await exchange(service, client, { code, verifier }));
  });
});

test("TS-12 a hint is a hint: the wrong one, and one nobody knows, change nothing", async () => {
  for (const token_type_hint of ["access_token", "refresh_token", "saml", ""]) {
    const { service, client, tokens } = await prepare();
    expect(await postAs(service, client, "/v1/oauth/revoke", { token: refreshTokenOf(tokens), token_type_hint })).toMatchObject({ status: 200 });
    expect(await refresh(service, client, tokens)).toMatchObject(invalidGrant);
  }
});

test("RFC 7009 section 2.2.1: a JWT is unsupported_token_type", async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  const jwt = `${Buffer.from('{"alg":"RS256","typ":"at+jwt"}').toString("base64url")}.e30.x`;
  const { status, text } = await revoke(service, client, jwt);
  expect([status, JSON.parse(text).error]).toEqual([400, "unsupported_token_type"]);
});

test("TS-12 who does not authenticate ends nothing", async () => {
  const { service, client, tokens } = await prepare();
  const token = tokenOf(tokens);
  const wrong = `${client.secret?.slice(0, -1)}${client.secret?.endsWith("A") ? "B" : "A"}`;
  const other = await makeClient(await makeTenant());
  expect(await revoke(service, { clientId: client.clientId }, token)).toMatchObject({ status: 401 });
  expect(await revoke(service, { clientId: client.clientId, secret: wrong }, token)).toMatchObject({ status: 401 });
  expect(await revoke(service, { clientId: client.clientId, secret: other.secret }, token)).toMatchObject({ status: 401 });
  expect(await revoke(service, { clientId: "gh_nobody" }, token)).toMatchObject({ status: 401 });
  expect(await askMe(service, token)).toMatchObject({ status: 200 });
});

test("TS-12 openid-client and oauth4webapi revoke, with a secret in the header, in the body, and with none", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const person = await aMember(tenant.admin);
  const [server, poster, browser] = [await makeCodeClient(tenant), await makeCodeClient(tenant), await makePublicClient(tenant)];
  await change(tenant, poster, { authMethod: "client_secret_post" });
  const insecure = { [oauth.allowInsecureRequests]: true };
  const found = await oauth
    .discoveryRequest(new URL(service.issuer), { algorithm: "oauth2", ...insecure })
    .then((response) => oauth.processDiscoveryResponse(new URL(service.issuer), response));
  for (const [client, method] of [
    [server, oauth.ClientSecretBasic(server.secret)],
    [browser, oauth.None()],
  ] as const) {
    const tokens = await exchange(service, client, await authorize(service, person, client));
    const response = await oauth.revocationRequest(found, { client_id: client.clientId }, method, tokenOf(tokens), insecure);
    await oauth.processRevocationResponse(response);
    expect(await askMe(service, tokenOf(tokens))).toMatchObject(dead);
  }
  const configuration = await openid.discovery(new URL(service.issuer), poster.clientId, undefined, openid.ClientSecretPost(poster.secret), {
    algorithm: "oauth2",
    execute: [openid.allowInsecureRequests],
  });
  const { code, verifier } = await authorize(service, person, poster);
  const redirect_uri = "https://app.example/cb";
  const tokens = await openid.genericGrantRequest(configuration, "authorization_code", { code, code_verifier: verifier, redirect_uri });
  await openid.tokenRevocation(configuration, tokens.refresh_token ?? "", { token_type_hint: "refresh_token" });
  expect(await askMe(service, tokens.access_token)).toMatchObject(dead);
});

test("SC-06 the page of a public client may read the answer where it is sent back to, and nowhere else", async () => {
  const { service, client, tokens } = await prepare(makePublicClient);
  const ask = (origin: string) => {
    const body = `${new URLSearchParams({ client_id: client.clientId, token: tokenOf(tokens) })}`;
    return send(service, { method: "POST", path: "/v1/oauth/revoke", headers: { "content-type": "application/x-www-form-urlencoded", origin }, body });
  };
  expect((await ask("https://app.example")).headers["access-control-allow-origin"]).toBe("https://app.example");
  expect((await ask("https://evil.example")).headers["access-control-allow-origin"]).toBeUndefined();
});

test("R54 a grant that began with a kind that was switched off since does not go on by refreshing, and works again when it is back", async () => {
  const { service, other, client, tokens } = await prepare();
  await configure(client.clientId, { grants: ["device_code", "refresh_token"] });
  expect(await askMe(other, tokenOf(tokens))).toMatchObject(dead);
  expect(await refresh(other, client, tokens)).toMatchObject(invalidGrant);
  expect(await introspect(other, { ...client, secret: client.secret ?? "" }, refreshTokenOf(tokens))).toEqual({ status: 200, body: { active: false } });
  await configure(client.clientId, { grants: ["authorization_code", "refresh_token"] });
  expect(await askMe(service, tokenOf(await refresh(service, client, tokens)))).toMatchObject({ status: 200 });
});

test("TS-12 nothing of a revoked grant is left alive in the table", async () => {
  const { service, client, tokens } = await prepare();
  const next = await refresh(service, client, tokens);
  await revoke(service, client, refreshTokenOf(next));
  const rows = await readAsTokenService<{ kind: string }>(
    "select kind from oidc_artifact where client_id = $1 and revoked_at is null and kind <> 'Interaction' order by kind",
    [client.clientId],
  );
  expect(rows).toEqual([]);
});
