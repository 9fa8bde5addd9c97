import { randomBytes } from "node:crypto";
import { describe, expect, test, vi } from "vitest";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { paths } from "#lib/endpoints";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { addRedirectUris, aPublicClient, configure } from "#world/a-client";
import { aMember } from "#world/a-person";
import { letTimePass } from "#world/let-time-pass";
import { REDIRECT_URI_MUTATIONS } from "#world/redirect-uri-mutations";
import {
  authorize,
  basic,
  begin,
  comeBack,
  exchange,
  makeClient,
  makeCodeClient,
  makePublicClient,
  makeTenant,
  pkce,
  postToken,
  REDIRECT_URI,
  refresh,
  send,
  startService,
  type TestService,
  tokenOf,
} from "./test-world.ts";

async function prepare() {
  const service = await startService();
  const tenant = await makeTenant();
  return { service, tenant, person: await aMember(tenant.admin), client: await makeCodeClient(tenant), spa: await makePublicClient(tenant) };
}

/** What the client is told where it is sent back to, in the query or in the fragment. */
const told = (location: URL | null) => Object.fromEntries(new URLSearchParams(location?.hash.slice(1) || location?.search));
const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

describe("an authorization request", () => {
  test("R25 TS-05 by a client whose Authorization Code is off is unauthorized_client, told where it is registered, and nowhere else", {
    timeout: 60_000,
  }, async () => {
    const { service, client } = await prepare();
    await configure(client.clientId, { grants: ["refresh_token", "device_code"] });
    const asked = { client_id: client.clientId, redirect_uri: REDIRECT_URI, state: "s" };
    const { status, location } = await begin(service, asked);
    expect([status, location?.origin, told(location)]).toEqual([
      303,
      "https://app.example",
      { error: "unauthorized_client", error_description: expect.any(String), state: "s", iss: service.issuer },
    ]);
    expect(await begin(service, { ...asked, redirect_uri: "https://evil.example/cb" })).toMatchObject({ status: 400, location: null });
  });

  test.each(["token", "id_token", "code token", "code id_token", "code id_token token", "none", "x"])(
    "TS-05 RU-10 of the response type %s is unsupported_response_type",
    async (response_type) => {
      const { service, client } = await prepare();
      const { location } = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI, state: "s", nonce: "n", response_type });
      expect(told(location)).toMatchObject({ error: "unsupported_response_type", state: "s", iss: service.issuer });
      expect(`${location}`).not.toMatch(/access_token|id_token=|code=/);
    },
  );

  test("RU-01 RU-04 with a redirect URI that is almost a registered one is a page of ours, never a redirect", { timeout: 60_000 }, async () => {
    const { service, tenant } = await prepare();
    const confidential = await makeCodeClient(tenant);
    const spa = await aPublicClient(tenant.admin);
    let asked = 0;
    for (const { registered, requested } of REDIRECT_URI_MUTATIONS.filter(({ registered }) => registered.match === "exact")) {
      const { clientId } = registered.uri.startsWith("https://") ? confidential : spa;
      await addRedirectUris(clientId, [registered.uri]);
      for (const redirect_uri of requested) {
        const answer = await begin(service, { client_id: clientId, redirect_uri });
        expect([redirect_uri, answer.status, answer.headers.location]).toEqual([redirect_uri, 400, undefined]);
        asked++;
      }
    }
    expect(asked).toBeGreaterThan(80);
  });

  test("RU-03 may vary the port of a loopback address, and nothing else, for a public client and for a confidential one", { timeout: 60_000 }, async () => {
    const { service, tenant, client } = await prepare();
    const spa = await aPublicClient(tenant.admin);
    const asked: [string, number][] = [
      ["http://127.0.0.1/cb", 303],
      ["http://127.0.0.1:51004/cb", 303],
      ["http://[::1]:51004/cb", 400],
      ["http://localhost:51004/cb", 400],
      ["http://127.1:51004/cb", 400],
      ["http://2130706433:51004/cb", 400],
      ["http://0.0.0.0:51004/cb", 400],
      ["http://127.0.0.2:51004/cb", 400],
      ["http://attacker@127.0.0.1:51004/cb", 400],
      ["http://127.0.0.1:51004/other", 400],
      ["https://127.0.0.1:51004/cb", 400],
      ["http://127.0.0.1:0/cb", 400],
      ["http://127.0.0.1:65536/cb", 400],
    ];
    for (const { clientId } of [client, spa]) {
      await addRedirectUris(clientId, ["http://127.0.0.1/cb"]);
      for (const [redirect_uri, status] of asked) {
        const answer = await begin(service, { client_id: clientId, redirect_uri, ...pkce().challenge });
        expect([redirect_uri, answer.status]).toEqual([redirect_uri, status]);
      }
    }
  });
});

describe("TS-02 PKCE", () => {
  const { verifier, challenge } = pkce();
  const { code_challenge } = challenge;
  test.each<[string, Record<string, string>]>([
    ["is missing", {}],
    ["is plain", { ...challenge, code_challenge_method: "plain" }],
    ["is plain, for want of a method", { code_challenge }],
    ["has a method that does not exist", { ...challenge, code_challenge_method: "S512" }],
    ["has a method and no challenge", { code_challenge_method: "S256" }],
    ["has a short challenge", { ...challenge, code_challenge: code_challenge.slice(1) }],
    ["has a long challenge", { ...challenge, code_challenge: `${code_challenge}${"x".repeat(90)}` }],
    ["has a challenge of other characters", { ...challenge, code_challenge: `${code_challenge.slice(1)}!` }],
  ])("of a public client that %s is invalid_request", async (_, parameters) => {
    const { service, spa } = await prepare();
    const { location } = await begin(service, { client_id: spa.clientId, redirect_uri: REDIRECT_URI, state: "s", ...parameters });
    expect(told(location)).toMatchObject({ error: "invalid_request", state: "s", iss: service.issuer });
  });

  test.each<[string, string, number]>([
    ["none", "", 400],
    ["another", pkce().verifier, 400],
    ["the challenge itself", code_challenge, 400],
    ["a short one", verifier.slice(2), 400],
    ["a long one", verifier.repeat(4), 400],
    ["one of other characters", `${verifier.slice(1)}!`, 400],
    ["the right one", verifier, 200],
  ])("takes %s for a verifier no further than it is right", async (_, code_verifier, status) => {
    const { service, person, client, spa } = await prepare();
    for (const each of [client, spa]) {
      const begun = await begin(service, { client_id: each.clientId, redirect_uri: REDIRECT_URI, ...challenge });
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
      const { location } = await comeBack(service, begun, ticket);
      expect((await exchange(service, each, { code: location?.searchParams.get("code") ?? "", verifier: code_verifier })).status).toBe(status);
    }
  });

  test("cannot be added afterwards: a code that was begun without it takes no verifier", async () => {
    const { service, person, client } = await prepare();
    const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
    const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
    const code = (await comeBack(service, begun, ticket)).location?.searchParams.get("code") ?? "";
    expect(await exchange(service, client, { code, verifier })).toMatchObject(invalidGrant);
    tokenOf(await exchange(service, client, { code, verifier: "" }));
  });
});

test("TS-09 each registered method of client authentication beside each that a client may try", async () => {
  const { service, tenant, spa } = await prepare();
  const [byBasic, byPost] = [await makeCodeClient(tenant), await makeCodeClient(tenant)];
  await configure(byPost.clientId, { authMethod: "client_secret_post" });
  const form = { grant_type: "refresh_token", refresh_token: "x" };
  const tries = [byBasic, byPost, { ...spa, secret: generateClientSecret() }].map(async ({ clientId: client_id, secret: client_secret }) => {
    const authorization = basic({ clientId: client_id, secret: client_secret });
    const answers = await Promise.all([
      postToken(service, new URLSearchParams(form), { authorization }),
      postToken(service, new URLSearchParams({ ...form, client_id, client_secret })),
      postToken(service, new URLSearchParams({ ...form, client_id })),
      postToken(service, new URLSearchParams({ ...form, client_id, client_secret }), { authorization }),
      postToken(service, new URLSearchParams({ ...form, client_id, client_assertion: "e30.e30.x", client_assertion_type: "urn:x" })),
    ]);
    return answers.map(({ status, body, headers }) => `${status} ${body.error}${headers["www-authenticate"] ? " challenge" : ""}`);
  });
  // Who has authenticated is told that the refresh token is wrong.
  const [known, unknown, both] = ["400 invalid_grant", "401 invalid_client", "400 invalid_request"];
  expect(await Promise.all(tries)).toEqual([
    //             basic                     post     none     both  assertion
    /* basic */ [known, unknown, unknown, both, unknown],
    /* post  */ [`${unknown} challenge`, known, unknown, both, unknown],
    /* none  */ [`${unknown} challenge`, unknown, known, both, unknown],
  ]);
});

describe("RFC 6749 section 5.2 has a name for what is wrong:", () => {
  test.each<[string, number, Record<string, string>]>([
    ["invalid_request", 400, { grant_type: "" }],
    ["invalid_request", 400, { grant_type: "authorization_code", redirect_uri: REDIRECT_URI }],
    ["invalid_request", 400, { grant_type: "refresh_token" }],
    ["invalid_grant", 400, { grant_type: "authorization_code", code: "x", redirect_uri: REDIRECT_URI }],
    ["invalid_grant", 400, { grant_type: "refresh_token", refresh_token: "x" }],
    ["unauthorized_client", 400, { grant_type: "client_credentials" }],
    ["unauthorized_client", 400, { grant_type: "urn:ietf:params:oauth:grant-type:device_code", device_code: "x" }],
    ["unsupported_grant_type", 400, { grant_type: "password", username: "ana", password: "x" }],
  ])("%s, %i for %j", async (error, status, form) => {
    const { service, client } = await prepare();
    const answer = await postToken(service, new URLSearchParams(form), { authorization: basic(client) });
    expect(answer).toMatchObject({ status, body: { error, error_description: expect.any(String) } });
    expect(Object.keys(answer.body).sort()).toEqual(["error", "error_description"]);
  });

  test("invalid_scope for a word that the client may not use, invalid_client for one that is nobody", async () => {
    const { service, tenant } = await prepare();
    const job = await makeClient(tenant);
    const form = new URLSearchParams({ grant_type: "client_credentials", scope: "notes:other" });
    expect(await postToken(service, form, { authorization: basic(job) })).toMatchObject({ status: 400, body: { error: "invalid_scope" } });
    const nobody = basic({ clientId: "nobody", secret: job.secret });
    expect(await postToken(service, form, { authorization: nobody })).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  });
});

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

describe("TS-24 the clock of an instance", () => {
  /** Both instances of a test live in this process, so it is told another time for each request. */
  async function at<T>(seconds: number, work: () => Promise<T>): Promise<T> {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
    return work().finally(() => vi.useRealTimers());
  }

  test.each([-30, 30])("may be wrong by %i seconds: codes and refresh tokens of the other instances work", async (skew) => {
    const { service, person, client } = await prepare();
    const granted = await authorize(service, person, client);
    const first = await at(skew, () => exchange(service, client, granted));
    tokenOf(first);
    const second = await refresh(service, client, first);
    tokenOf(second);
    expect(second.body.expires_in).toBe(3600);
    tokenOf(await at(-skew, () => refresh(service, client, second)));
  });

  test("makes nothing live longer: what has ended by the clock of the database has ended", async () => {
    const { service, person, client } = await prepare();
    const granted = await authorize(service, person, client);
    await letTimePass({ seconds: 61 });
    expect(await at(-120, () => exchange(service, client, granted))).toMatchObject(invalidGrant);
  });
});
