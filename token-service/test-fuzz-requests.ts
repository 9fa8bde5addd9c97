import fc from "fast-check";
import { paths } from "#lib/endpoints";

// What fast-check sends in TS-19, a few hundred of each in the tests and 100,000 in the drill.

const odd = fc.constantFrom("", "\0", "\ud800", "%00", "%", "__proto__", "x".repeat(9_000), "team_", "user:", "' or 1=1 --", "{}", "[]", "\u202e", "é", "\r\n");
export const text = fc.oneof(odd, fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));
const name = fc.oneof(fc.constantFrom("grant_type", "client_id", "client_secret", "scope", "resource", "client_assertion", "code"), text);
const form = fc.array(fc.tuple(name, text), { maxLength: 8 }).map((pairs) => pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&"));
export const body = fc.oneof(
  form,
  fc.json({ maxDepth: 4 }),
  fc.dictionary(name, text).map((value) => JSON.stringify(value)),
  text,
);
export const contentType = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  "a",
);

export function encode(value: string): string {
  return value.isWellFormed() ? encodeURIComponent(value) : value;
}

const segment = fc.oneof(fc.constantFrom("device", "auth", "v1", "oauth", "token", "..", "%00", "%2e%2e", "me", ".well-known"), fc.webSegment());
export const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);

const aboutToken = fc.constantFrom("token", "token_type_hint", "client_id", "client_secret", "scope", "resource");
/** What is sent to the endpoints beside the token endpoint. */
export const aboutTokens = fc.oneof(
  body,
  fc.dictionary(aboutToken, text).map((value) => `${new URLSearchParams(value)}`),
);

const known = [
  ...["acr_values", "claims", "claims_locales", "code_challenge", "code_challenge_method", "display", "id_token_hint", "login_hint", "max_age", "nonce"],
  ...["prompt", "registration", "request", "request_uri", "resource", "response_mode", "response_type", "scope", "state", "ui_locales", "web_message_uri"],
];
const asked = fc.dictionary(fc.oneof(fc.constantFrom(...known), text), text, { maxKeys: 6 });

/** The query of an authorization request, of a client of ours or of nobody. */
export function authorizationQuery(client: { client_id: string; redirect_uri: string }) {
  return fc.tuple(asked, fc.boolean()).map(([parameters, isOurs]) => {
    const pairs = Object.entries({ ...parameters, ...(isOurs && client) }).map(([key, value]) => `${encode(key)}=${encode(value)}`);
    return pairs.join("&").replaceAll(/[^!-~]/g, "%ff");
  });
}

/** A header may hold no more. */
export const inHeader = (value: string) => value.replaceAll(/[^\t -~]/g, "%");

export type FuzzRequest = { method: string; path: string; headers: Record<string, string>; body?: string };

/** Anything, anywhere. @param basic what HTTP Basic says for a client that exists. */
export function anyRequest(client: { client_id: string; redirect_uri: string; basic: string }): fc.Arbitrary<FuzzRequest> {
  const authorization = fc.oneof(
    fc.constant(client.basic),
    text.map((value) => `Basic ${Buffer.from(value).toString("base64")}`),
    fc.tuple(fc.constantFrom("Bearer ", "bearer  ", "Basic ", "", "DPoP "), text).map(([scheme, value]) => inHeader(scheme + value)),
  );
  const posted = (to: fc.Arbitrary<string>, sent: fc.Arbitrary<string>) =>
    fc
      .tuple(to, sent, contentType, authorization)
      .map(([path, body, type, header]) => ({ method: "POST", path, body, headers: { "content-type": type, authorization: header } }));
  const grant = fc
    .dictionary(fc.constantFrom("scope", "resource", "code", "refresh_token", "device_code", "redirect_uri", "code_verifier", "token"), text, { maxKeys: 4 })
    .chain((given) =>
      fc
        .constantFrom("client_credentials", "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "password")
        .map((grant_type) => `${new URLSearchParams({ ...given, grant_type })}`),
    );
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const query = authorizationQuery(client);
  const cookie = text.map((value) => inHeader(`gh_ts_resume=${value}; gh_ts_resume.sig=x`));
  return fc.oneof(
    posted(fc.constant(paths.token), body),
    posted(fc.constantFrom(paths.deviceAuthorization, paths.revocation, paths.introspection), aboutTokens),
    grant.map((body) => ({ method: "POST", path: paths.token, body, headers: { ...headers, authorization: client.basic } })),
    query.map((asked) => ({ method: "GET", path: `${paths.authorization}?${asked}`, headers: {} })),
    query.map((body) => ({ method: "POST", path: paths.authorization, body, headers })),
    fc.tuple(query, cookie).map(([asked, cookie]) => ({ method: "GET", path: `${paths.authorization}/${"x".repeat(43)}?${asked}`, headers: { cookie } })),
    fc.tuple(path, fc.constantFrom("GET", "HEAD", "POST", "PUT", "TRACE", "OPTIONS")).map(([asked, method]) => ({ method, path: asked, headers: {} })),
    fc
      .tuple(fc.constantFrom(paths.me, paths.userinfo, paths.metadata, paths.jwks), authorization)
      .map(([path, authorization]) => ({ method: "GET", path, headers: { authorization } })),
  );
}
