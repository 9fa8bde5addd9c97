import { quoteForScript } from "#lib/clients/snippets/quote";
import type { SnippetFacts } from "#lib/clients/snippets/snippet-facts";

export function nodeForClientCredentials(facts: SnippetFacts): string {
  return script(facts, [`const tokens = await oauth.clientCredentialsGrant(config${scopeArgument(facts)});`, ...askMe(facts)]);
}

/** With PKCE. The address that the browser ends at is typed in, where an application would have a route for it. */
export function nodeForAuthorizationCode(facts: SnippetFacts): string {
  return script(
    facts,
    [
      "const verifier = oauth.randomPKCECodeVerifier();",
      "const state = oauth.randomState();",
      "const request = oauth.buildAuthorizationUrl(config, {",
      `  redirect_uri: ${quoteForScript(facts.redirectUri ?? "")},`,
      ...(facts.scopes.length > 0 ? [`  scope: ${quoteForScript(facts.scopes.join(" "))},`] : []),
      "  code_challenge: await oauth.calculatePKCECodeChallenge(verifier),",
      `  code_challenge_method: "S256",`,
      "  state,",
      "});",
      "",
      `console.log("Open this in a browser and allow access:", String(request));`,
      `console.log("Then paste the address that the browser ends at:");`,
      "const terminal = createInterface({ input: process.stdin });",
      'const [answer] = await once(terminal, "line");',
      "terminal.close();",
      ...exchange(facts.redirectUri ?? ""),
      ...askMe(facts),
    ],
    [`import { once } from "node:events";`, `import { createInterface } from "node:readline";`],
  );
}

function exchange(redirectUri: string): string[] {
  if (isDerived(redirectUri)) {
    return ["const tokens = await oauth.authorizationCodeGrant(config, new URL(answer), {", "  pkceCodeVerifier: verifier,", "  expectedState: state,", "});"];
  }
  return [
    "const { searchParams } = new URL(answer);",
    `if (searchParams.get("state") !== state) throw new Error("This is no answer to this request.");`,
    "// authorizationCodeGrant would send the redirect URI otherwise than it is registered.",
    `const tokens = await oauth.genericGrantRequest(config, "authorization_code", {`,
    `  code: searchParams.get("code"),`,
    `  redirect_uri: ${quoteForScript(redirectUri)},`,
    "  code_verifier: verifier,",
    "});",
  ];
}

/** The library takes the redirect URI from the address that the browser ends at, and drops its query. */
function isDerived(redirectUri: string): boolean {
  if (!URL.canParse(redirectUri)) return false;
  const url = new URL(redirectUri);
  url.search = "";
  return url.href === redirectUri;
}

export function nodeForRefreshToken(facts: SnippetFacts): string {
  return script(facts, [
    "// The refresh token of the answer before; each answer brings a new one.",
    "const tokens = await oauth.refreshTokenGrant(config, process.env.OAUTH_REFRESH_TOKEN);",
    ...askMe(facts),
  ]);
}

export function nodeForDeviceCode(facts: SnippetFacts): string {
  return script(facts, [
    `const device = await oauth.initiateDeviceAuthorization(config${scopeArgument(facts) || ", {}"});`,
    `console.log("Show the person:", device.verification_uri, device.user_code);`,
    "const tokens = await oauth.pollDeviceAuthorizationGrant(config, device);",
    ...askMe(facts),
  ]);
}

export function nodeForIntrospection(facts: SnippetFacts): string {
  return script(facts, [
    "// The access token that came with a request to your API.",
    "console.log(await oauth.tokenIntrospection(config, process.env.OAUTH_ACCESS_TOKEN));",
  ]);
}

function script(facts: SnippetFacts, body: string[], imports: string[] = []): string {
  const { issuer, clientId } = facts;
  // Only where the issuer is http: no library sends a secret there unasked.
  const insecure = issuer.startsWith("http:") ? ", execute: [oauth.allowInsecureRequests]" : "";
  return [
    "// Save it as get-token.mjs; npm install openid-client@6; node get-token.mjs",
    ...imports,
    `import * as oauth from "openid-client";`,
    "",
    "const config = await oauth.discovery(",
    `  new URL(${quoteForScript(issuer)}),`,
    `  ${quoteForScript(clientId)},`,
    "  undefined,",
    `  ${authentication(facts)},`,
    `  { algorithm: "oauth2"${insecure} },`,
    ");",
    ...body,
  ].join("\n");
}

function authentication({ authMethod }: SnippetFacts): string {
  if (authMethod === "none") return "oauth.None()";
  return `oauth.${authMethod === "client_secret_basic" ? "ClientSecretBasic" : "ClientSecretPost"}(process.env.OAUTH_CLIENT_SECRET)`;
}

function scopeArgument({ scopes }: SnippetFacts): string {
  return scopes.length > 0 ? `, { scope: ${quoteForScript(scopes.join(" "))} }` : "";
}

/** Who the token acts as. */
function askMe({ endpoints }: SnippetFacts): string[] {
  return [
    `const address = new URL(${quoteForScript(endpoints.me)});`,
    `const me = await oauth.fetchProtectedResource(config, tokens.access_token, address, "GET");`,
    "console.log(await me.json());",
  ];
}
