import { execFile } from "node:child_process";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { promisify } from "node:util";
import * as fc from "fast-check";
import Provider, { type ClientMetadata } from "oidc-provider";
import { describe, expect, it, onTestFinished } from "vitest";
import { quoteForScript, quoteForShell } from "#lib/clients/snippets/quote";
import type { SnippetFacts } from "#lib/clients/snippets/snippet-facts";
import { snippetsFor, snippetsForIntrospection } from "#lib/clients/snippets/snippets-for";
import { runSnippet } from "../../../e2e/run-snippet.ts";

const run = promisify(execFile);
const SECRET = "gh_secret_of_a_test";
const PLAIN = "https://app.example/it's";
const WITH_QUERY = "https://app.example/it's?a=$(id)&b=`id`";
const hostile = ["'; id #", "$(id)", "`id`", "\\", '"', "a\nb", "\u2028", "'\\''", "!!", "$HOME", "</script>", "-d", ""];

describe("what is quoted", () => {
  it("R58 reaches the shell's program as it was, whatever it holds", async () => {
    const words = [
      ...hostile,
      ...fc.sample(
        fc.string({ unit: "binary" }).map((text) => text.replaceAll("\0", "")),
        50,
      ),
    ];
    const { stdout } = await run("bash", ["-c", `printf '%s\\0' ${words.map(quoteForShell).join(" ")}`]);
    expect(stdout.split("\0").slice(0, -1)).toEqual(words);
  });

  it("R58 reads back as the same string of JavaScript, on one line", () => {
    const returning = (text: string) => new Function(`return ${quoteForScript(text)}`)();
    for (const text of hostile) expect([returning(text), quoteForScript(text).split(/[\n\r\u2028\u2029]/).length]).toEqual([text, 1]);
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => returning(text) === text));
  });
});

/** oidc-provider as its authors ship it, with the paths of our token service, where everybody is Ana and allows everything. */
async function startServer(client: Partial<ClientMetadata>) {
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://localhost:${(server.address() as { port: number }).port}`;
  const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "gh_test",
        redirect_uris: [PLAIN, WITH_QUERY],
        grant_types: ["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"],
        ...client,
      },
    ],
    scopes: ["openid", "offline_access", "it's"],
    cookies: { keys: [randomUUID()] },
    jwks: { keys: [{ ...key, kid: "only", use: "sig", alg: "RS256" }] },
    routes: {
      authorization: "/oauth/authorization",
      token: "/v1/oauth/token",
      device_authorization: "/v1/oauth/device_authorization",
      code_verification: "/oauth/device",
      userinfo: "/v1/me",
      introspection: "/v1/oauth/introspect",
    },
    features: { devInteractions: { enabled: false }, deviceFlow: { enabled: true }, introspection: { enabled: true, allowedPolicy: () => true } },
    pkce: { required: () => true },
    issueRefreshToken: async () => true,
    interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
    findAccount: (_ctx, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: "gh_test", accountId: oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid it's");
      await grant.save();
      return grant;
    },
  });
  const library = provider.callback();
  const answer: typeof library = async (request, response) => {
    if (request.url?.startsWith("/login/")) return provider.interactionFinished(request, response, { login: { accountId: "ana" } });
    return library(request, response);
  };
  return { issuer, provider };
}

type Server = Awaited<ReturnType<typeof startServer>>;

function factsFor({ issuer }: Server, { authMethod, redirectUri }: Pick<SnippetFacts, "authMethod" | "redirectUri">): SnippetFacts {
  const endpoints = {
    token: `${issuer}/v1/oauth/token`,
    authorization: `${issuer}/oauth/authorization`,
    deviceAuthorization: `${issuer}/v1/oauth/device_authorization`,
    introspection: `${issuer}/v1/oauth/introspect`,
    me: `${issuer}/v1/me`,
  };
  return { clientId: "gh_test", authMethod, redirectUri, scopes: ["openid", "it's"], issuer, endpoints };
}

/** Follows an authorization request to the redirect URI, as a browser does. */
async function visit(said: string): Promise<string> {
  let address = /http:\S+authorization\?\S+/.exec(said)?.[0] ?? "";
  const cookies = new Map<string, string>();
  for (let steps = 0; !address.startsWith("https://app.example/"); steps++) {
    if (steps > 10) throw new Error(`${address} leads nowhere`);
    const answer = await fetch(address, { redirect: "manual", headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") } });
    for (const [, name = "", value = ""] of answer.headers.getSetCookie().map((cookie) => /^([^=]+)=([^;]*)/.exec(cookie) ?? [])) cookies.set(name, value);
    const next = answer.headers.get("location");
    if (!next) throw new Error(`${answer.status} ${await answer.text()}`);
    address = new URL(next, address).href;
  }
  return address;
}

/** Ana allows what the device of this code asks for. */
async function allowDevice({ provider }: Server, said: string): Promise<undefined> {
  const userCode = /[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}/.exec(said)?.[0].replace("-", "") ?? "";
  const device = await provider.DeviceCode.findByUserCode(userCode);
  if (!device) throw new Error(`nothing waits for ${userCode}: ${said}`);
  const grant = new provider.Grant({ clientId: "gh_test", accountId: "ana" });
  grant.addOIDCScope("openid it's");
  Object.assign(device, { accountId: "ana", grantId: await grant.save(), scope: "openid it's", claims: {}, authTime: Math.floor(Date.now() / 1000) });
  await device.save();
}

const tokensIn = (said: string) => JSON.parse(said.slice(said.lastIndexOf("\n{") + 1));

async function whoIs({ issuer }: Server, token: string): Promise<unknown> {
  return (await fetch(`${issuer}/v1/me`, { headers: { Authorization: `Bearer ${token}` } })).json();
}

describe.each<{ authMethod: SnippetFacts["authMethod"]; redirectUri: string }>([
  { authMethod: "client_secret_basic", redirectUri: PLAIN },
  { authMethod: "client_secret_post", redirectUri: WITH_QUERY },
  { authMethod: "none", redirectUri: PLAIN },
])("snippets of a client with $authMethod and $redirectUri", ({ authMethod, redirectUri }) => {
  const secrets = { OAUTH_CLIENT_SECRET: SECRET };
  const start = () => startServer({ token_endpoint_auth_method: authMethod, ...(authMethod === "none" ? {} : { client_secret: SECRET }) });
  const snippet = (server: Server, grant: Parameters<typeof snippetsFor>[0], index: number) =>
    snippetsFor(grant, factsFor(server, { authMethod, redirectUri }))[index] ?? { label: "", code: "" };

  it("R58 Authorization Code and Refresh Token run as they are, by curl and by Node", { timeout: 60_000 }, async () => {
    const server = await start();
    const [curl, node] = [snippet(server, "authorization_code", 0), snippet(server, "authorization_code", 1)];
    const tokens = tokensIn(await runSnippet(curl.label, curl.code, secrets, visit));
    expect(await whoIs(server, tokens.access_token)).toEqual({ sub: "ana" });
    expect(await runSnippet(node.label, node.code, secrets, visit)).toContain("sub: 'ana'");

    const [refreshByCurl, refreshByNode] = [snippet(server, "refresh_token", 0), snippet(server, "refresh_token", 1)];
    const next = tokensIn(await runSnippet(refreshByCurl.label, refreshByCurl.code, { ...secrets, OAUTH_REFRESH_TOKEN: tokens.refresh_token }));
    expect(await whoIs(server, next.access_token)).toEqual({ sub: "ana" });
    const again = { ...secrets, OAUTH_REFRESH_TOKEN: next.refresh_token };
    expect(await runSnippet(refreshByNode.label, refreshByNode.code, again)).toContain("sub: 'ana'");
  });

  it("R58 RFC 7662 what asks about a token runs as it is, by curl and by Node", { timeout: 60_000 }, async () => {
    const server = await start();
    const grant = new server.provider.Grant({ clientId: "gh_test", accountId: "ana" });
    const client = (await server.provider.Client.find("gh_test")) ?? expect.unreachable();
    const token = new server.provider.AccessToken({ client, accountId: "ana", gty: "authorization_code", grantId: await grant.save() });
    const given = { ...secrets, OAUTH_ACCESS_TOKEN: await token.save() };
    const [curl, node] = snippetsForIntrospection(factsFor(server, { authMethod, redirectUri }));
    expect(JSON.parse(await runSnippet("curl", curl?.code ?? "", given))).toMatchObject({ active: true, sub: "ana" });
    expect(await runSnippet("Node", node?.code ?? "", given)).toContain("sub: 'ana'");
  });

  it("R58 Device Authorization runs as it is, by curl and by Node", { timeout: 60_000 }, async () => {
    const server = await start();
    const allow = (said: string) => allowDevice(server, said);
    const [curl, node] = [snippet(server, "device_code", 0), snippet(server, "device_code", 1)];
    const [byCurl, byNode] = await Promise.all([runSnippet(curl.label, curl.code, secrets, allow), runSnippet(node.label, node.code, secrets, allow)]);
    expect(await whoIs(server, tokensIn(byCurl).access_token)).toEqual({ sub: "ana" });
    expect(byNode).toContain("sub: 'ana'");
  });
});
