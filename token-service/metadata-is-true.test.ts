import { randomUUID } from "node:crypto";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect, test } from "vitest";
import { paths } from "#lib/endpoints";
import { configure } from "#world/a-client";
import {
  allowScope,
  authorize,
  basic,
  begin,
  exchange,
  makeClient,
  makeCodeClient,
  makePublicClient,
  makeTenant,
  pkce,
  postToken,
  REDIRECT_URI,
  send,
  startService,
  tokenOf,
} from "./test-world.ts";

async function prepare() {
  const [service, tenant] = [await startService(), await makeTenant()];
  const client = await makeCodeClient(tenant);
  const scope = `notes:${randomUUID()}`;
  await allowScope(client, scope);
  const document: Record<string, unknown> = JSON.parse((await send(service, { path: paths.openidMetadata })).text);
  return { service, tenant, client, scope, document };
}
type World = Awaited<ReturnType<typeof prepare>>;

/** "asks", or the error that the client is told, or that a page of ours tells. */
async function outcomeOf({ service, client }: World, given: Record<string, string>): Promise<string> {
  const asked = { client_id: client.clientId, redirect_uri: REDIRECT_URI, response_type: "code", ...pkce().challenge, ...given };
  const { status, location, text } = await begin(service, asked);
  if (!location) return `${status} ${/invalid_request|unsupported_\w+/.exec(text)?.[0]}`;
  const error = location.searchParams.get("error") ?? new URLSearchParams(location.hash.slice(1)).get("error");
  return error ?? (location.pathname.startsWith("/authorize/") ? "asks" : location.href);
}

async function signIn({ service, tenant, client }: World, asked: { scope: string; claims?: string }) {
  const answer = await exchange(service, client, await authorize(service, tenant.admin, client, asked));
  return { answer, idToken: answer.body.id_token ?? "", claims: answer.body.id_token ? decodeJwt(answer.body.id_token) : {} };
}

async function callClientEndpoint({ service, tenant }: World, path: string, method: string): Promise<number> {
  const { clientId, secret = "" } = method === "none" ? await makePublicClient(tenant) : await makeClient(tenant);
  if (method !== "none") await configure(clientId, { authMethod: method as "client_secret_basic" });
  const form = new URLSearchParams({ token: "x", ...(method !== "client_secret_basic" && { client_id: clientId }) });
  if (method === "client_secret_post") form.set("client_secret", secret);
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    ...(method === "client_secret_basic" && { authorization: basic({ clientId, secret }) }),
  };
  return (await send(service, { method: "POST", path, headers, body: `${form}` })).status;
}

/** Every value works, and every other one that there is a name for is refused. */
async function worksExactly(values: unknown, others: string[], works: (value: string) => Promise<unknown>): Promise<void> {
  const offered = values as string[];
  for (const value of offered) expect([value, await works(value)]).toEqual([value, true]);
  for (const value of others.filter((other) => !offered.includes(other))) expect([value, await works(value)]).toEqual([value, false]);
}

const METHODS = ["client_secret_basic", "client_secret_post", "none"];
const isServed = async ({ service, document }: World, name: string, method: string) => {
  const path = `${document[name]}`.slice(service.issuer.length);
  expect(`${document[name]}`).toBe(`${service.issuer}${path}`);
  expect((await send(service, { method, path })).status).not.toBe(404);
  expect((await send(service, { method: "DELETE", path })).status).toBe(405);
};

/** What each line of the document promises. */
const promises: Record<string, (world: World, value: unknown) => Promise<unknown>> = {
  issuer: async ({ service }, value) => expect(value).toBe(service.issuer),
  authorization_endpoint: (world) => isServed(world, "authorization_endpoint", "GET"),
  token_endpoint: (world) => isServed(world, "token_endpoint", "POST"),
  device_authorization_endpoint: (world) => isServed(world, "device_authorization_endpoint", "POST"),
  userinfo_endpoint: (world) => isServed(world, "userinfo_endpoint", "GET"),
  revocation_endpoint: (world) => isServed(world, "revocation_endpoint", "POST"),
  introspection_endpoint: (world) => isServed(world, "introspection_endpoint", "POST"),
  jwks_uri: async (world) => {
    await isServed(world, "jwks_uri", "GET");
    const { keys } = JSON.parse((await send(world.service, { path: paths.jwks })).text);
    const { kid } = decodeProtectedHeader((await signIn(world, { scope: "openid" })).idToken);
    expect(keys.map((key: { kid: string }) => key.kid)).toContain(kid);
  },
  grant_types_supported: ({ service, tenant }, value) =>
    worksExactly(
      value,
      ["password", "implicit", "urn:ietf:params:oauth:grant-type:token-exchange", "urn:openid:params:grant-type:ciba"],
      async (grant_type) => {
        const client = await makeClient(tenant);
        const { body } = await postToken(service, new URLSearchParams({ grant_type, code: "x", device_code: "x", refresh_token: "x" }), {
          authorization: basic(client),
        });
        return body.error !== "unsupported_grant_type";
      },
    ),
  token_endpoint_auth_methods_supported: ({ service, tenant }, value) =>
    worksExactly(value, ["client_secret_jwt", "private_key_jwt", "tls_client_auth"], async (method) => {
      if (!METHODS.includes(method)) return false;
      const { clientId, secret = "" } = method === "none" ? await makePublicClient(tenant) : await makeClient(tenant);
      if (method !== "none") await configure(clientId, { authMethod: method as "client_secret_basic" });
      const sent = method === "client_secret_basic" ? {} : { client_id: clientId, ...(method === "client_secret_post" && { client_secret: secret }) };
      const headers: Record<string, string> = method === "client_secret_basic" ? { authorization: basic({ clientId, secret }) } : {};
      const { body } = await postToken(service, new URLSearchParams({ grant_type: "refresh_token", refresh_token: "x", ...sent }), headers);
      return body.error !== "invalid_client";
    }),
  revocation_endpoint_auth_methods_supported: (world, value) =>
    worksExactly(value, METHODS, async (method) => (await callClientEndpoint(world, paths.revocation, method)) === 200),
  introspection_endpoint_auth_methods_supported: (world, value) =>
    worksExactly(value, METHODS, async (method) => (await callClientEndpoint(world, paths.introspection, method)) === 200),
  response_types_supported: (world, value) =>
    worksExactly(value, ["token", "id_token", "code token", "code id_token", "none"], async (response_type) => {
      return (await outcomeOf(world, { response_type, scope: "openid", nonce: "n" })) === "asks";
    }),
  response_modes_supported: (world, value) =>
    worksExactly(
      value,
      ["fragment", "form_post", "web_message", "jwt", "query.jwt"],
      async (response_mode) => (await outcomeOf(world, { response_mode })) === "asks",
    ),
  code_challenge_methods_supported: (world, value) =>
    worksExactly(value, ["plain", "S512"], async (code_challenge_method) => (await outcomeOf(world, { code_challenge_method })) === "asks"),
  authorization_response_iss_parameter_supported: async ({ service, tenant, client }) => {
    const { location } = await authorize(service, tenant.admin, client);
    expect(location?.searchParams.get("iss")).toBe(service.issuer);
  },
  scopes_supported: async (world, value) => {
    const own = ["openid", "profile", "email", world.scope];
    expect(value).toEqual(expect.arrayContaining(own));
    await worksExactly(own, ["address", "phone", "notes:nobody-has-it"], async (scope) => (await outcomeOf(world, { scope: `openid ${scope}` })) === "asks");
  },
  subject_types_supported: async (world, value) => {
    expect(value).toEqual(["public"]);
    const other = { ...world, client: await makeCodeClient(world.tenant) };
    expect((await signIn(world, { scope: "openid" })).claims.sub).toBe((await signIn(other, { scope: "openid" })).claims.sub);
  },
  id_token_signing_alg_values_supported: async (world, value) =>
    expect(value).toEqual([decodeProtectedHeader((await signIn(world, { scope: "openid" })).idToken).alg]),
  claims_supported: async ({ service, tenant, client }, value) => {
    const asked = { scope: "openid profile email", nonce: "n" };
    const answer = await exchange(service, client, await authorize(service, tenant.admin, client, asked));
    const authorization = `Bearer ${tokenOf(answer)}`;
    const told = JSON.parse((await send(service, { path: paths.userinfo, headers: { authorization } })).text);
    const claims = new Set([...Object.keys(decodeJwt(answer.body.id_token ?? "")), ...Object.keys(told)]);
    expect([...claims].sort()).toEqual([...(value as string[])].sort());
  },
  claims_parameter_supported: async (world, value) => {
    expect(value).toBe(false);
    const { claims } = await signIn(world, { scope: "openid", claims: JSON.stringify({ id_token: { name: { essential: true }, email: null } }) });
    expect(claims).not.toHaveProperty("name");
    expect(claims).not.toHaveProperty("email");
  },
  request_parameter_supported: async (world, value) => expect([value, await outcomeOf(world, { request: "a.b.c" })]).toEqual([false, "request_not_supported"]),
  request_uri_parameter_supported: async (world, value) =>
    expect([value, await outcomeOf(world, { request_uri: "https://app.example/r" })]).toEqual([false, "request_uri_not_supported"]),
};

test("TS-01 the document and the list of what it promises have the same lines", async () => {
  const { document } = await prepare();
  expect(Object.keys(document).sort()).toEqual(Object.keys(promises).sort());
});

test.each(Object.keys(promises))("TS-01 %s is true", { timeout: 60_000 }, async (name) => {
  const world = await prepare();
  await promises[name]?.(world, world.document[name]);
});

test("TS-01 both well-known addresses have the same document", async () => {
  const { service, document } = await prepare();
  expect(JSON.parse((await send(service, { path: paths.metadata })).text)).toEqual(document);
});
