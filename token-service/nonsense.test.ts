import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { paths } from "#lib/endpoints";
import { aPublicClient } from "#world/a-client";
import { basic, begin, makePublicClient, pkce, postToken, prepareCodeFlow, REDIRECT_URI, send, type TestService } from "./test-world.ts";

async function prepare() {
  const flow = await prepareCodeFlow();
  return { ...flow, spa: await makePublicClient(flow.tenant) };
}

/** What has no meaning here, or none at all. */
const odd: [string, string][] = [
  ...["claims", "request", "registration", "id_token_hint", "authorization_details"].flatMap((name): [string, string][] => [
    [name, "{"],
    [name, "{}"],
    [name, '{"id_token":{"sub":{"value":"x"}}}'],
    [name, '{"userinfo":[],"id_token":1}'],
    [name, "e30.e30."],
    [name, "eyJhbGciOiJub25lIn0.e30."],
    [name, "null"],
  ]),
  ["request_uri", "urn:ietf:params:oauth:request_uri:x"],
  ["request_uri", "http://127.0.0.1:1/"],
  ...["abc", "-1", "0", "1e309", "9".repeat(40), "NaN"].map((value): [string, string] => ["max_age", value]),
  ...["none", "none login", "login consent", "select_account", "create", "x", "login ".repeat(500)].map((value): [string, string] => ["prompt", value]),
  ...["popup", "x"].map((value): [string, string] => ["display", value]),
  ...["x", "query.jwt", "fragment", "form_post", "web_message", "jwt"].map((value): [string, string] => ["response_mode", value]),
  ...["x", "https://elsewhere.example", "urn:x", "http://[", "x".repeat(3_000)].map((value): [string, string] => ["resource", value]),
  ...["openid", "openid offline_access", "a ".repeat(1_500), "\u0007", "é", "__proto__", "toString"].map((value): [string, string] => ["scope", value]),
  ...["ui_locales", "claims_locales", "acr_values", "login_hint", "nonce", "state", "dpop_jkt", "web_message_uri"].flatMap((name): [string, string][] => [
    [name, "x".repeat(3_000)],
    [name, "\ud83d\ude00 \u202e"],
  ]),
];

describe("TS-19 IN-03 what nobody should send is refused, and never a 5xx:", () => {
  const isNoFailure = (service: TestService) => service.logged().includes('"level":"error"') === false;

  test("at the authorization endpoint, the client learns of it or a page does", { timeout: 60_000 }, async () => {
    const { service, client, spa } = await prepare();
    for (const [name, value] of odd) {
      for (const [clientId, more] of [
        [client.clientId, {}],
        [spa.clientId, pkce().challenge],
      ] as const) {
        const { status, location, text } = await begin(service, { client_id: clientId, redirect_uri: REDIRECT_URI, ...more, [name]: value });
        expect([name, value, [303, 400].includes(status), text]).toEqual([name, value, true, expect.not.stringContaining("server_error")]);
        expect(`${location}`).not.toContain("server_error");
      }
    }
    expect(isNoFailure(service)).toBe(true);
  });

  test("in bytes that are no text", async () => {
    const { service, client } = await prepare();
    const good = new URLSearchParams({ client_id: client.clientId, redirect_uri: REDIRECT_URI });
    const names = ["state", "nonce", "scope", "prompt", "claims", "x", "login_hint", "code_challenge"];
    for (const query of [
      ...names.flatMap((name) => [`${name}=%00`, `${name}=%ff`, `${name}=%ed%a0%80`, `${name}=%`]),
      "resource=x&resource=y",
      "a[b]=c&a[b]=d",
    ]) {
      const answer = await send(service, { path: `${paths.authorization}?${good}&${query}` });
      expect([query, answer.status, answer.headers.location]).toEqual([query, 400, undefined]);
    }
    expect(isNoFailure(service)).toBe(true);
  });

  test("for a device, and for a token", { timeout: 60_000 }, async () => {
    const { service, tenant, client } = await prepare();
    const { clientId } = await aPublicClient(tenant.admin, { kind: "device" });
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const grants: Record<string, string>[] = [
      { grant_type: "refresh_token", refresh_token: "x" },
      { grant_type: "authorization_code", code: "x", redirect_uri: REDIRECT_URI },
    ];
    for (const [name, value] of odd) {
      const device = await send(service, {
        method: "POST",
        path: paths.deviceAuthorization,
        headers,
        body: `${new URLSearchParams({ client_id: clientId, [name]: value })}`,
      });
      expect([name, value, [200, 400].includes(device.status)]).toEqual([name, value, true]);
      for (const grant of grants) {
        const token = await postToken(service, new URLSearchParams({ ...grant, [name]: value }), { authorization: basic(client) });
        expect([name, value, token.status]).toEqual([name, value, 400]);
      }
    }
    expect(isNoFailure(service)).toBe(true);
  });

  test("on the way back from a prompt, and as a token", { timeout: 60_000 }, async () => {
    const { service } = await prepare();
    const words = ["x".repeat(10), "x".repeat(100), "__proto__constructor", randomBytes(32).toString("base64url")];
    for (const word of words) {
      for (const query of ["", "?ticket", "?ticket=x", "?ticket=%00", "?ticket=x&ticket=y", `?ticket=${"x".repeat(5_000)}`, `?ticket=${"x".repeat(9_000)}`]) {
        for (const cookie of ["", "gh_ts_resume=x", `gh_ts_resume=${word}; gh_ts_resume.sig=x`, "=; ;;", "\u00ff=\u00ff"]) {
          const { status } = await send(service, { path: `${paths.authorization}/${word}${query}`, headers: cookie === "" ? {} : { cookie } });
          expect([word, query, cookie, status]).toEqual([word, query, cookie, 400]);
        }
      }
    }
    for (const token of ["", "x", "\u0001", "x".repeat(10_000), "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "__proto__"]) {
      expect([token, (await send(service, { path: paths.me, headers: { authorization: `Bearer ${token.replaceAll("\u0001", "%01")}` } })).status]).toEqual([
        token,
        401,
      ]);
    }
    expect(isNoFailure(service)).toBe(true);
  });
});
