import { describe, expect, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { letTimePass } from "#world/let-time-pass";
import { askMe, makeClient, makeTenant, readAsTokenService, requestToken, send, startService, tokenOf } from "../test-world.ts";

async function prepare() {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  return { service, client, token: tokenOf(await requestToken(service, client)) };
}

describe("R52 TS-11 a protected call tells apart", () => {
  test("a token that is not ours", async () => {
    const { service, token } = await prepare();
    for (const wrong of ["x", token.slice(1), `${token}x`, token.toUpperCase(), "a.b.c", "=", "%00", "x".repeat(8_000)]) {
      expect(await askMe(service, wrong)).toMatchObject({
        status: 401,
        code: "InvalidAccessToken",
        challenge: `Bearer realm="${service.issuer}", error="invalid_token", error_description="the access token is not one of this service"`,
      });
    }
  });

  test("one that has expired", async () => {
    const { service, token } = await prepare();
    await letTimePass({ seconds: 3600 - 60 });
    expect(await askMe(service, token)).toMatchObject({ status: 200 });
    await letTimePass({ seconds: 60 });
    const answer = await askMe(service, token);
    expect(answer).toMatchObject({ status: 401, code: "AccessTokenExpired", body: { error: "invalid_token" } });
    expect(answer.challenge).toContain('error="invalid_token", error_description="the access token has expired"');
  });

  test("one that was revoked, expired since or not", async () => {
    const { service, client, token } = await prepare();
    await readAsTokenService("update oidc_artifact set revoked_at = now() where client_id = $1", [client.clientId]);
    expect(await askMe(service, token)).toMatchObject({ status: 401, code: "AccessTokenRevoked" });
    await letTimePass({ hours: 1 });
    expect(await askMe(service, token)).toMatchObject({ status: 401, code: "AccessTokenRevoked" });
  });

  test("RFC 6750 section 3.1: and no token at all, for which it names no error", async () => {
    const { service, token } = await prepare();
    for (const headers of [{}, { authorization: `Basic ${token}` }, { authorization: token }] as Record<string, string>[]) {
      const answer = await send(service, { path: "/v1/me", headers });
      expect([answer.status, answer.headers["www-authenticate"]]).toEqual([401, `Bearer realm="${service.issuer}"`]);
    }
  });
});

test("TS-11 SE-07 a token in the address is refused, also beside a good one", async () => {
  const { service, token } = await prepare();
  for (const headers of [{}, { authorization: `Bearer ${token}` }] as Record<string, string>[]) {
    const answer = await send(service, { path: `/v1/me?access_token=${token}`, headers });
    expect([answer.status, JSON.parse(answer.text).error]).toEqual([400, "invalid_request"]);
  }
  await service.stop();
  expect(service.logged()).not.toContain(token);
});

test("only access tokens open it: an identifier of another kind of row does not", async () => {
  const { service, client, token } = await prepare();
  await readAsTokenService("update oidc_artifact set kind = 'RefreshToken' where client_id = $1", [client.clientId]);
  expect(await askMe(service, token)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
});

test("TS-23 a token whose client is gone for good is refused", async () => {
  const { service, client, token } = await prepare();
  await asScope({ role: "staff" }, (tx) =>
    tx.client.update({ where: { clientId: client.clientId }, data: { state: "disabled", deletedAt: new Date(), version: { increment: 1 } } }),
  );
  expect(await askMe(service, token)).toMatchObject({ status: 401, code: "AccessTokenRevoked" });
});
