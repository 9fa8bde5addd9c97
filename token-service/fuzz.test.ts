import fc from "fast-check";
import { expect, test } from "vitest";
import { paths } from "#lib/endpoints";
import { basic, makeClient, makeCodeClient, makeTenant, postToken, REDIRECT_URI, requestToken, send, startService } from "./test-world.ts";

const odd = fc.constantFrom("", "\0", "\ud800", "%00", "%", "__proto__", "x".repeat(9_000), "team_", "user:", "' or 1=1 --", "{}", "[]", "\u202e", "é", "\r\n");
const text = fc.oneof(odd, fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));
const name = fc.oneof(fc.constantFrom("grant_type", "client_id", "client_secret", "scope", "resource", "client_assertion", "code"), text);
const form = fc.array(fc.tuple(name, text), { maxLength: 8 }).map((pairs) => pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&"));
const body = fc.oneof(
  form,
  fc.json({ maxDepth: 4 }),
  fc.dictionary(name, text).map((value) => JSON.stringify(value)),
  text,
);
const contentType = fc.constantFrom(
  "application/x-www-form-urlencoded",
  "application/json",
  "application/json; charset=utf-16",
  "text/plain",
  "multipart/form-data",
  "a",
);

function encode(value: string): string {
  return value.isWellFormed() ? encodeURIComponent(value) : value;
}

test("TS-19 IN-03 whatever is sent to the token endpoint, it is never a 5xx and always JSON", { timeout: 60_000 }, async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  const authorization = fc.oneof(
    fc.constant(basic(client)),
    text.map((value) => `Basic ${Buffer.from(value).toString("base64")}`),
    fc.constant("Bearer x"),
  );
  await fc.assert(
    fc.asyncProperty(body, contentType, authorization, async (sent, type, header) => {
      const { status, headers } = await postToken(service, sent, { "content-type": type, authorization: header });
      expect(status).toBeLessThan(500);
      expect(headers["content-type"]).toBe("application/json; charset=utf-8");
      expect(headers["cache-control"]).toBe("no-store");
    }),
    { numRuns: 500 },
  );
  expect((await requestToken(service, client)).status).toBe(200);
});

test("TS-19 whatever is asked for with a good secret, it is a token or a 400", { timeout: 60_000 }, async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  await fc.assert(
    fc.asyncProperty(text, async (scope) => {
      expect([200, 400]).toContain((await requestToken(service, client, scope)).status);
    }),
    { numRuns: 100 },
  );
});

test("TS-19 whatever path is asked for, it is never a 5xx", { timeout: 60_000 }, async () => {
  const service = await startService();
  const segment = fc.oneof(fc.constantFrom("device", "auth", "v1", "oauth", "token", "..", "%00", "%2e%2e", "me", ".well-known"), fc.webSegment());
  const path = fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join("/")}`);
  await fc.assert(
    fc.asyncProperty(path, fc.constantFrom("GET", "POST", "PUT", "TRACE"), async (asked, method) => {
      expect((await send(service, { path: asked, method })).status).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
});

const secondary = [paths.deviceAuthorization, paths.revocation, paths.introspection];
test.each(secondary)("TS-19 IN-03 whatever is sent to %s, 200 times, it is never a 5xx, and says nothing but JSON", { timeout: 60_000 }, async (path) => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  const authorization = fc.oneof(fc.constant(basic(client)), fc.constant("Bearer x"), fc.constant("Basic eDp5"));
  const word = fc.constantFrom("token", "token_type_hint", "client_id", "client_secret", "scope", "resource");
  const likely = fc.dictionary(word, text).map((value) => `${new URLSearchParams(value)}`);
  await fc.assert(
    fc.asyncProperty(fc.oneof(body, likely), contentType, authorization, async (sent, type, header) => {
      const answer = await send(service, { method: "POST", path, body: sent, headers: { "content-type": type, authorization: header } });
      expect(answer.status).toBeLessThan(500);
      if (answer.text !== "") expect(JSON.parse(answer.text)).toBeTypeOf("object");
      expect(answer.headers["cache-control"]).toBe("no-store");
    }),
    { numRuns: 200 },
  );
});

test("TS-19 IN-03 whatever a browser is sent with, 500 times, it is a page, or a redirect to the prompt or to the client, and never a 5xx", {
  timeout: 60_000,
}, async () => {
  const service = await startService();
  const client = await makeCodeClient(await makeTenant());
  const known = [
    ...["acr_values", "claims", "claims_locales", "code_challenge", "code_challenge_method", "display", "id_token_hint", "login_hint", "max_age", "nonce"],
    ...["prompt", "registration", "request", "request_uri", "resource", "response_mode", "response_type", "scope", "state", "ui_locales", "web_message_uri"],
  ];
  const query = fc.dictionary(fc.oneof(fc.constantFrom(...known), text), text, { maxKeys: 6 });
  await fc.assert(
    fc.asyncProperty(query, fc.boolean(), async (parameters, isRegistered) => {
      const base = isRegistered ? { client_id: client.clientId, redirect_uri: REDIRECT_URI } : {};
      const pairs = Object.entries({ ...parameters, ...base }).map(([key, value]) => `${encode(key)}=${encode(value)}`);
      const { status, headers } = await send(service, { path: `${paths.authorization}?${pairs.join("&").replaceAll(/[^!-~]/g, "%ff")}` });
      // Node itself refuses headers over 16 KiB.
      expect([303, 400, 431]).toContain(status);
      if (status === 303) expect(headers.location).toMatch(/^(https:\/\/app\.example\/cb[?#]|http:\/\/localhost:\d+\/authorize\/)/);
      else expect(headers.location).toBeUndefined();
    }),
    { numRuns: 500 },
  );
  expect(service.logged()).not.toContain('"level":"error"');
});

test.each([paths.me, paths.userinfo])("TS-19 whatever token is shown to %s, 200 times, it is a 400 or a 401", { timeout: 60_000 }, async (path) => {
  const service = await startService();
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom("Bearer ", "bearer  ", "Basic ", "", "DPoP "), async (token, scheme) => {
      const answer = await send(service, { path, headers: { authorization: `${scheme}${token.replaceAll(/[^\t -~]/g, "%")}` } });
      expect([400, 401, 431]).toContain(answer.status);
    }),
    { numRuns: 200 },
  );
});
