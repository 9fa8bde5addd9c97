import fc from "fast-check";
import { expect, test } from "vitest";
import { paths } from "#lib/endpoints";
import { aboutTokens, authorizationQuery, body, contentType, inHeader, path, text } from "./test-fuzz-requests.ts";
import { basic, makeClient, makeCodeClient, makeTenant, postToken, REDIRECT_URI, requestToken, send, startService } from "./test-world.ts";

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
  await fc.assert(
    fc.asyncProperty(aboutTokens, contentType, authorization, async (sent, type, header) => {
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
  const query = authorizationQuery({ client_id: client.clientId, redirect_uri: REDIRECT_URI });
  await fc.assert(
    fc.asyncProperty(query, async (asked) => {
      const { status, headers } = await send(service, { path: `${paths.authorization}?${asked}` });
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
      const answer = await send(service, { path, headers: { authorization: inHeader(`${scheme}${token}`) } });
      expect([400, 401, 431]).toContain(answer.status);
    }),
    { numRuns: 200 },
  );
});
