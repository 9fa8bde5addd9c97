import fc from "fast-check";
import { expect, test } from "vitest";
import { basic, makeClient, makeTenant, postToken, requestToken, send, startService } from "./test-world.ts";

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

test("TS-19 IN-03 whatever is sent to the token endpoint, it is never a 5xx and always JSON", async () => {
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

test("TS-19 whatever is asked for with a good secret, it is a token or a 400", async () => {
  const service = await startService();
  const client = await makeClient(await makeTenant());
  await fc.assert(
    fc.asyncProperty(text, async (scope) => {
      expect([200, 400]).toContain((await requestToken(service, client, scope)).status);
    }),
    { numRuns: 100 },
  );
});

test("TS-19 whatever path is asked for, it is never a 5xx", async () => {
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
