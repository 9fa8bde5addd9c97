import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { allowScope, basic, change, makeClient, makeTenant, postToken, send, startService, tokenOf } from "./test-world.ts";

const PATH = "/.well-known/oauth-authorization-server";

async function readMetadata(service: Awaited<ReturnType<typeof startService>>) {
  return JSON.parse((await send(service, { path: PATH })).text);
}

test("R48 TS-01 says what is offered, and nothing else", async () => {
  const service = await startService();
  const scope = `notes:${randomUUID()}`;
  await allowScope(await makeClient(await makeTenant()), scope);
  const { scopes_supported, ...rest } = await readMetadata(service);
  expect(rest).toEqual({
    issuer: service.issuer,
    token_endpoint: `${service.issuer}/v1/oauth/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    grant_types_supported: ["client_credentials"],
    response_types_supported: [],
  });
  expect(scopes_supported).toContain(scope);
});

test("TS-01 each grant and each method that it names works, and each other grant is refused", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const client = await makeClient(tenant);
  const found = await readMetadata(service);
  for (const method of found.token_endpoint_auth_methods_supported) {
    await change(tenant, client, { authMethod: method });
    for (const grant_type of found.grant_types_supported) {
      const inBody = { grant_type, client_id: client.clientId, client_secret: client.secret };
      const answer =
        method === "client_secret_post"
          ? await postToken(service, new URLSearchParams(inBody))
          : await postToken(service, new URLSearchParams({ grant_type }), { authorization: basic(client) });
      tokenOf(answer);
    }
  }
});

test("TS-01 the addresses come from the settings, not from the request", async () => {
  const service = await startService();
  const answer = await send(service, {
    path: PATH,
    headers: { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", forwarded: "host=evil.example" },
  });
  expect(answer.text).not.toContain("evil.example");
  expect(JSON.parse(answer.text).token_endpoint).toBe(`${service.issuer}/v1/oauth/token`);
});

const absent = [
  "/.well-known/openid-configuration",
  "/.well-known/openid-credential-issuer",
  "/oauth/authorization",
  "/oauth/authorization/x",
  "/auth",
  "/auth/x",
  "/token",
  "/me",
  "/userinfo",
  "/jwks",
  "/reg",
  "/reg/x",
  "/request",
  "/session/end",
  "/session/end/confirm",
  "/session/end/success",
  "/backchannel",
  "/challenge",
  "/credential",
  "/device",
  "/device/auth",
  "/device/x",
  "/oauth/device",
  "/interaction/x",
  "/interaction/x/abort",
  "/token/introspection",
  "/token/revocation",
  "/v1/oauth/token/",
  "/V1/OAUTH/TOKEN",
  "//v1/oauth/token",
  "/v1/oauth/token%00",
  "/v1/oauth/../oauth/token",
  "/v1/me/",
  "/",
  "/%",
  "/.env",
  "/.git/config",
];
test.each(absent)("TS-27 AZ-15 there is nothing at %s, by any method, and never a 500", async (path) => {
  const service = await startService();
  for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) {
    const answer = await send(service, {
      method,
      path,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: method === "POST" ? "a=b" : undefined,
    });
    expect(answer.status, method).toBe(404);
    expect(answer.headers["set-cookie"]).toBeUndefined();
  }
});

test("OH-09 each address takes its own methods and no other", async () => {
  const service = await startService();
  const taken = { [PATH]: "GET, HEAD", "/v1/me": "GET, HEAD", "/health": "GET, HEAD", "/ready": "GET, HEAD", "/v1/oauth/token": "POST" };
  for (const [path, allow] of Object.entries(taken)) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
      const { status, headers } = await send(service, { method, path });
      const isTaken = allow.split(", ").includes(method);
      expect(status === 405, `${method} ${path}`).toBe(!isTaken);
      if (!isTaken) expect(headers.allow).toBe(allow);
    }
  }
});
