import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { configure } from "#world/a-client";
import {
  allowScope,
  authorize,
  basic,
  makeClient,
  makeCodeClient,
  makePublicClient,
  makeTenant,
  postToken,
  REDIRECT_URI,
  send,
  startService,
  tokenOf,
} from "./test-world.ts";

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
    authorization_endpoint: `${service.issuer}/oauth/authorization`,
    token_endpoint: `${service.issuer}/v1/oauth/token`,
    device_authorization_endpoint: `${service.issuer}/v1/oauth/device_authorization`,
    jwks_uri: `${service.issuer}/.well-known/jwks.json`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    revocation_endpoint: `${service.issuer}/v1/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
    introspection_endpoint: `${service.issuer}/v1/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    grant_types_supported: ["authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"],
    response_types_supported: ["code"],
    response_modes_supported: ["query"],
    code_challenge_methods_supported: ["S256"],
    authorization_response_iss_parameter_supported: true,
    userinfo_endpoint: `${service.issuer}/oauth/userinfo`,
    id_token_signing_alg_values_supported: ["RS256"],
    subject_types_supported: ["public"],
    claims_supported: ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "name", "email", "email_verified"],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  });
  expect(scopes_supported).toEqual(expect.arrayContaining(["openid", "profile", "email", scope]));
  expect((await send(service, { path: "/.well-known/openid-configuration" })).text).toBe((await send(service, { path: PATH })).text);
});

test("TS-01 each grant works by each method that it names", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const found = await readMetadata(service);
  for (const method of found.token_endpoint_auth_methods_supported) {
    const { clientId, secret = "" } = method === "none" ? await makePublicClient(tenant) : await makeCodeClient(tenant);
    const grants: string[] = found.grant_types_supported
      .filter((grant: string) => method !== "none" || grant !== "client_credentials")
      .filter((grant: string) => !grant.endsWith(":device_code"));
    if (method !== "none") await configure(clientId, { authMethod: method, grants: ["authorization_code", "refresh_token", "client_credentials"] });
    const post = (form: Record<string, string>) => {
      if (method === "client_secret_basic") return postToken(service, new URLSearchParams(form), { authorization: basic({ clientId, secret }) });
      return postToken(service, new URLSearchParams({ ...form, client_id: clientId, ...(method !== "none" && { client_secret: secret }) }));
    };
    const { code, verifier } = await authorize(service, tenant.admin, { clientId });
    const first = await post({ grant_type: "authorization_code", code, code_verifier: verifier, redirect_uri: REDIRECT_URI });
    const refresh_token = first.body.refresh_token ?? "";
    tokenOf(first);
    for (const grant_type of grants.filter((grant) => grant !== "authorization_code")) tokenOf(await post({ grant_type, refresh_token }));
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
  "/.well-known/openid-credential-issuer",
  "/oauth/authorization/x",
  "/oauth/authorization/",
  "/OAUTH/authorization",
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
  const taken = {
    [PATH]: "GET, HEAD",
    "/.well-known/jwks.json": "GET, HEAD",
    "/.well-known/openid-configuration": "GET, HEAD",
    "/oauth/userinfo": "GET, HEAD, POST, OPTIONS",
    "/v1/me": "GET, HEAD",
    "/oauth/authorization": "GET, POST",
    [`/oauth/authorization/${"x".repeat(43)}`]: "GET",
    "/health": "GET, HEAD",
    "/ready": "GET, HEAD",
    "/v1/oauth/token": "POST, OPTIONS",
    "/v1/oauth/device_authorization": "POST, OPTIONS",
    "/v1/oauth/revoke": "POST, OPTIONS",
    "/v1/oauth/introspect": "POST",
  };
  for (const [path, allow] of Object.entries(taken)) {
    for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
      const { status, headers } = await send(service, { method, path });
      const isTaken = allow.split(", ").includes(method);
      expect(status === 405, `${method} ${path}`).toBe(!isTaken);
      if (!isTaken) expect(headers.allow).toBe(allow);
    }
  }
});
