import { describe, expect, test } from "vitest";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { addRedirectUris, aPublicClient, configure } from "#world/a-client";
import { REDIRECT_URI_MUTATIONS } from "#world/redirect-uri-mutations";
import { basic, begin, makeClient, makeCodeClient, makePublicClient, pkce, postToken, prepareCodeFlow, REDIRECT_URI, toldIn } from "./test-world.ts";

async function prepare() {
  const flow = await prepareCodeFlow();
  return { ...flow, spa: await makePublicClient(flow.tenant) };
}

describe("an authorization request", () => {
  test("R25 TS-05 by a client whose Authorization Code is off is unauthorized_client, told where it is registered, and nowhere else", {
    timeout: 60_000,
  }, async () => {
    const { service, client } = await prepare();
    await configure(client.clientId, { grants: ["refresh_token", "device_code"] });
    const asked = { client_id: client.clientId, redirect_uri: REDIRECT_URI, state: "s" };
    const { status, location } = await begin(service, asked);
    expect([status, location?.origin, toldIn(location)]).toEqual([
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
      expect(toldIn(location)).toMatchObject({ error: "unsupported_response_type", state: "s", iss: service.issuer });
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
