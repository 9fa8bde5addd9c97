import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { type Answer, makeClient, makeTenant, requestToken, send, startService, type TestService } from "../test-world.ts";

const everywhere = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

/** One request of each kind: answered, refused, unknown, broken. */
async function oneOfEach(service: TestService) {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  return Promise.all([
    requestToken(service, await makeClient(await makeTenant())),
    send(service, { path: "/health" }),
    send(service, { path: "/.well-known/oauth-authorization-server" }),
    send(service, { path: "/v1/me" }),
    send(service, { path: "/nothing" }),
    send(service, { method: "DELETE", path: "/v1/oauth/token" }),
    send(service, { method: "POST", path: "/v1/oauth/token", headers: form, body: "grant_type=%00" }),
    send(service, { method: "POST", path: "/v1/oauth/token", headers: form, body: "grant_type=client_credentials" }),
    send(service, { path: "/health", headers: { host: "evil.example" } }),
    send(service, { path: "/v1/me", headers: { host: "evil.example" } }),
  ]);
}

test("OH-02 every answer has the headers, and HSTS where it is https", async () => {
  const [plain, secure] = [await startService(), await startService({ issuer: "https://auth.example.com" })];
  for (const { headers } of await oneOfEach(plain)) {
    expect(headers).toMatchObject(everywhere);
    expect(headers["strict-transport-security"]).toBeUndefined();
  }
  for (const { headers } of await oneOfEach(secure)) {
    expect(headers).toMatchObject({ ...everywhere, "strict-transport-security": "max-age=63072000" });
  }
});

test("OH-02 IN-03 even what is no HTTP, or has too many headers", async () => {
  const service = await startService();
  for (const sent of ["nonsense\r\n\r\n", "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`]) {
    const answer = await sendRaw(service.port, sent);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer.toLowerCase()).toContain("x-content-type-options: nosniff");
  }
});

test("AU-06 who goes away in the middle of a body is no failure of ours", async () => {
  const service = await startService();
  const { host } = new URL(service.issuer);
  const headers = `Host: ${host}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`;
  const socket = connect(service.port, "localhost", () => socket.write(`POST /v1/oauth/token HTTP/1.1\r\n${headers}`));
  // It has begun to wait for the body.
  socket.once("data", () => socket.destroy());
  await expect.poll(() => service.logged(), { timeout: 10_000 }).toContain('"outcome":"refused"');
  expect(service.logged()).not.toContain('"level":"error"');
});

test("OH-06 no error tells a stack, a path, SQL or a version", async () => {
  const service = await startService();
  for (const { status, headers, ...answer } of await oneOfEach(service)) {
    const text = JSON.stringify({ ...headers, ...answer });
    if (status >= 400) expect(text).not.toMatch(/node_modules|\.[jt]s:\d|\bat .+\(|select |koa|oidc-provider|postgres|express|\/work\//i);
    expect(headers).not.toHaveProperty("server");
    expect(headers).not.toHaveProperty("x-powered-by");
  }
});

test("OH-08 no page may read what it is answered in nobody's name; any may ask whether it can post JSON, and none may send a secret in a header", async () => {
  const service = await startService();
  const allowed = ({ headers }: Answer) => Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith("access-control-")));
  for (const origin of ["https://evil.example", "null", service.issuer]) {
    for (const path of ["/v1/oauth/token", "/v1/oauth/revoke", "/v1/oauth/device_authorization"]) {
      const headers = { origin, "content-type": "application/x-www-form-urlencoded" };
      expect(allowed(await send(service, { method: "POST", path, headers, body: "grant_type=client_credentials" }))).toEqual({});
      const asks = { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization, content-type" };
      const preflight = await send(service, { method: "OPTIONS", path, headers: asks });
      expect([preflight.status, allowed(preflight)]).toEqual([
        204,
        {
          "access-control-allow-origin": "*",
          "access-control-allow-methods": "POST",
          "access-control-allow-headers": "Content-Type",
          "access-control-max-age": "3600",
        },
      ]);
    }
  }
  await service.stop();
  expect(service.logged().match(/"token request"/g)).toHaveLength(9);
});

describe("the host", () => {
  test("421 for another one, in whatever header; health is asked under any name", async () => {
    const service = await startService();
    const { host } = new URL(service.issuer);
    const paths = ["/v1/oauth/token", "/v1/me", "/.well-known/oauth-authorization-server", "/"];
    for (const wrong of [
      "evil.example",
      `${host}.evil.example`,
      "localhost:1",
      `evil.example@${host}`,
      `${host},evil.example`,
      "%",
      host.replace("localhost", "127.0.0.1"),
    ]) {
      for (const path of paths) expect((await send(service, { path, headers: { host: wrong } })).status, wrong).toBe(421);
      for (const path of ["/health", "/ready"]) expect((await send(service, { path, headers: { host: wrong } })).status).toBe(200);
    }
    expect((await send(service, { path: "/v1/me", headers: { host: host.toUpperCase() } })).status).toBe(401);
    expect(await sendRaw(service.port, "GET /v1/me HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 421 /);
  });

  test("OH-10 X-Forwarded-Host is ignored, unless a proxy is trusted", async () => {
    const alone = await startService();
    const behindProxy = await startService({ issuer: "https://auth.example.com", trustedProxyCount: 1 });
    const path = "/v1/me";
    const { host } = new URL(alone.issuer);
    expect((await send(alone, { path, headers: { "x-forwarded-host": "evil.example" } })).status).toBe(401);
    expect((await send(alone, { path, headers: { host: "evil.example", "x-forwarded-host": host } })).status).toBe(421);
    const forwarded = (name: string) => ({ host: "10.0.0.7:4000", "x-forwarded-host": name, "x-forwarded-proto": "https" });
    expect((await send(behindProxy, { path, headers: forwarded("auth.example.com") })).status).toBe(401);
    expect((await send(behindProxy, { path, headers: forwarded("evil.example") })).status).toBe(421);
  });
});

function sendRaw(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "localhost", () => socket.write(sent, "latin1"));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk)).on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}
