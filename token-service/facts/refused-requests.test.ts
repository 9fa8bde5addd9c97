import { describe, expect, test } from "vitest";
import { disableClient } from "#lib/clients/disable-client";
import { answerDevice } from "#lib/consents/answer-device";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { userCodeField } from "#lib/consents/schemas";
import { asScope } from "#lib/db/as-scope";
import { paths } from "#lib/endpoints";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { isRefusalReason } from "#lib/usage/refusal-reasons";
import { refusalWords } from "#lib/usage/refusal-words";
import { addRedirectUris, aPublicClient, configure } from "#world/a-client";
import { aMember } from "#world/a-person";
import { asOwner } from "#world/as-owner";
import { rowsOf } from "#world/rows-of";
import {
  allowScope,
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
  requestToken,
  send,
  startService,
  tokenOf,
} from "../test-world.ts";

function refusedOf({ clientId }: { clientId: string }) {
  return asScope({ role: "staff" }, (tx) => tx.refusedRequest.findMany({ where: { clientId }, orderBy: { id: "asc" } }));
}

/** What the service has kept of this client, in the order in which it was written. */
async function toldOf(client: { clientId: string }) {
  return (await refusedOf(client)).map(({ endpoint, error, reason, value }) => [endpoint, error, reason, value].join(" ").trim());
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

async function prepare() {
  const service = await startService();
  const tenant = await makeTenant();
  const kept: [{ clientId: string }, string][] = [];
  const expectKept = (client: { clientId: string }, what: string) => kept.push([client, what]);
  /** Stops the service, and finds what was expected and nothing else, each with words; and none of these texts. */
  async function expectAll(...secrets: string[]) {
    await service.stop();
    for (const clientId of new Set(kept.map(([client]) => client.clientId))) {
      const expected = kept.filter(([client]) => client.clientId === clientId).map(([, what]) => what);
      expect(new Set(await toldOf({ clientId }))).toEqual(new Set(expected));
      for (const { reason, value } of await refusedOf({ clientId })) {
        const words = isRefusalReason(reason) && refusalWords(reason, { value, client: { redirectUris: [REDIRECT_URI] } });
        expect(words).toMatchObject({ title: expect.stringMatching(/\w/), why: expect.stringMatching(/[.?]$/) });
      }
    }
    const found = (await rowsOf(secrets)).filter((row) => row.startsWith("refused_request") || row.startsWith("usage_day"));
    expect(found).toEqual([]);
    for (const secret of secrets) expect(service.logged()).not.toContain(secret);
  }
  return { service, tenant, expectKept, expectAll };
}

const credentials = { grant_type: "client_credentials" };

describe("R62 each refused request of a known client is kept with what was wrong, and has words:", () => {
  test("who asks", async () => {
    const { service, tenant, expectKept, expectAll } = await prepare();
    const [job, disabled, spa] = [await makeClient(tenant), await makeClient(tenant), await makePublicClient(tenant)];
    await disableClient(tenant.admin, disabled);
    await requestToken(service, { ...job, secret: generateClientSecret() });
    expectKept(job, "token invalid_client secret_unknown");
    await requestToken(service, { ...job, secret: job.secret.slice(0, -1) });
    expectKept(job, "token invalid_client secret_malformed");
    await postToken(service, form({ ...credentials, client_id: job.clientId }));
    expectKept(job, "token invalid_client secret_missing");
    await postToken(service, form({ ...credentials, client_id: job.clientId, client_secret: job.secret }));
    expectKept(job, "token invalid_client secret_sent_otherwise client_secret_post");
    await postToken(service, form({ ...credentials, client_secret: job.secret }), { authorization: basic(job) });
    expectKept(job, "token invalid_request credentials_twice");
    await postToken(service, form({ ...credentials, client_id: `gh_${"0".repeat(17)}` }), { authorization: basic(job) });
    expectKept(job, "token invalid_request client_id_contradicts");
    await postToken(service, form({ grant_type: "authorization_code", client_id: spa.clientId, client_secret: job.secret }));
    expectKept(spa, "token invalid_client secret_not_expected");
    await requestToken(service, disabled);
    expectKept(disabled, "token invalid_client client_unusable");
    await expectAll(job.secret, job.secret.slice(0, -1), disabled.secret);
  }, 60_000);

  test("how it asks, and for what", async () => {
    const { service, tenant, expectKept, expectAll } = await prepare();
    const person = await aMember(tenant.admin);
    const asker = await makeClient(tenant);
    await postToken(service, "grant_type=%", { authorization: basic(asker) });
    expectKept(asker, "token invalid_request request_malformed");
    await postToken(service, "grant_type=a&grant_type=b", { authorization: basic(asker) });
    expectKept(asker, "token invalid_request parameter_twice");
    await postToken(service, form({ scope: "a" }), { authorization: basic(asker) });
    expectKept(asker, "token invalid_request parameter_missing grant_type");
    await postToken(service, form({ grant_type: "password", username: "ana" }), { authorization: basic(asker) });
    expectKept(asker, "token unsupported_grant_type grant_not_served password");
    await postToken(service, form({ grant_type: "refresh_token", refresh_token: "x" }), { authorization: basic(asker) });
    expectKept(asker, "token unauthorized_client grant_off refresh_token");
    await requestToken(service, asker, "no.such");
    expectKept(asker, "token invalid_scope scope_not_allowed no.such");
    await requestToken(service, asker, `user:${person.personId}`);
    expectKept(asker, `token invalid_scope scope_acts_for_users user:${person.personId}`);
    await requestToken(service, asker, `team_${person.personId}`);
    expectKept(asker, `token invalid_scope scope_acts_for_nobody team_${person.personId}`);
    await requestToken(service, asker, `team_${tenant.teamId} team_${person.personId}`);
    expectKept(asker, `token invalid_scope scope_acts_for_two team_${person.personId}`);
    await expectAll(asker.secret);
  });

  test("signing in", async () => {
    const { service, tenant, expectKept, expectAll } = await prepare();
    const person = await aMember(tenant.admin);
    const [app, spa] = [await makeCodeClient(tenant), await makePublicClient(tenant)];
    const [job, disabled] = [await makeClient(tenant), await makeClient(tenant)];
    await addRedirectUris(job.clientId, [REDIRECT_URI]);
    await allowScope(app, "refused:read");
    await disableClient(tenant.admin, disabled);
    const start = (client: { clientId: string }, asked: Record<string, string>) =>
      begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI, ...asked });
    await start(app, { redirect_uri: "https://ana:hunter2@app.example:8443/cb?token=abc#d" });
    expectKept(app, "authorization invalid_redirect_uri redirect_uri_not_registered https://…@app.example:8443/cb?…#…");
    await begin(service, { client_id: app.clientId });
    expectKept(app, "authorization invalid_request parameter_missing redirect_uri");
    await start(app, { scope: "email" });
    expectKept(app, "authorization invalid_scope scope_needs_openid email");
    await start(job, {});
    expectKept(job, "authorization unauthorized_client grant_off authorization_code");
    await start(app, { scope: "refused:write" });
    expectKept(app, "authorization invalid_scope scope_not_allowed refused:write");
    await start(app, { response_type: "token" });
    expectKept(app, "authorization unsupported_response_type response_type");
    await start(app, { response_mode: "form_post" });
    expectKept(app, "authorization invalid_request response_mode");
    await start(app, { prompt: "none" });
    expectKept(app, "authorization login_required person_needed");
    await start(app, { resource: "https://elsewhere.example" });
    expectKept(app, "authorization invalid_target resource_unknown");
    await start(spa, {});
    expectKept(spa, "authorization invalid_request pkce_required");
    await start(spa, { ...pkce().challenge, code_challenge_method: "plain" });
    expectKept(spa, "authorization invalid_request pkce_method");
    await start(spa, { ...pkce().challenge, code_challenge: "short" });
    expectKept(spa, "authorization invalid_request pkce_malformed");
    await start(disabled, {});
    expectKept(disabled, "authorization invalid_client client_unusable");
    await authorize(service, person, app, { answer: "deny" });
    expectKept(app, "authorization access_denied person_denied");
    const begun = await start(app, {});
    const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
    await comeBack(service, begun, ticket);
    await expectAll("hunter2", ticket, begun.interaction);
  });

  test("codes and refresh tokens", async () => {
    const { service, tenant, expectKept, expectAll } = await prepare();
    const person = await aMember(tenant.admin);
    const [holder, other, spa] = [await makeCodeClient(tenant), await makeClient(tenant), await makePublicClient(tenant)];
    const first = await authorize(service, person, holder);
    await exchange(service, other, first);
    expectKept(other, "token unauthorized_client grant_off authorization_code");
    await exchange(service, spa, first);
    expectKept(spa, "token invalid_grant of_other_client");
    await exchange(service, holder, { ...first, code: "unknown" });
    expectKept(holder, "token invalid_grant code_unknown");
    await exchange(service, holder, { ...first, verifier: pkce().verifier });
    expectKept(holder, "token invalid_grant pkce_verifier_wrong");
    await exchange(service, holder, { ...first, verifier: "" });
    expectKept(holder, "token invalid_grant pkce_verifier_missing");
    await exchange(service, holder, first, { redirect_uri: "https://app.example/other" });
    expectKept(holder, "token invalid_grant code_redirect_uri https://app.example/other");
    const tokens = await exchange(service, holder, first);
    tokenOf(tokens);
    await exchange(service, holder, first);
    expectKept(holder, "token invalid_grant code_used");
    await refresh(service, holder, tokens);
    expectKept(holder, "token invalid_grant refresh_token_unknown");
    const again = await exchange(service, holder, await authorize(service, person, holder));
    await refresh(service, holder, await refresh(service, holder, again));
    await refresh(service, holder, again);
    expectKept(holder, "token invalid_grant refresh_token_used");
    const last = await exchange(service, holder, await authorize(service, person, holder));
    await configure(holder.clientId, { grants: ["device_code", "refresh_token"] });
    await refresh(service, holder, last);
    expectKept(holder, "token invalid_grant grant_began_off authorization_code");
    await expectAll(first.code, first.verifier, tokens.body.refresh_token ?? "", tokens.body.access_token ?? "");
  });

  test("revocation and introspection", async () => {
    const { service, tenant, expectKept, expectAll } = await prepare();
    const [job, spa] = [await makeClient(tenant), await makePublicClient(tenant)];
    const token = tokenOf(await requestToken(service, job));
    const post = (path: string, fields: Record<string, string>, headers = {}) =>
      send(service, { method: "POST", path, headers: { "content-type": "application/x-www-form-urlencoded", ...headers }, body: `${form(fields)}` });
    await post(paths.revocation, { token }, { authorization: basic({ ...job, secret: generateClientSecret() }) });
    expectKept(job, "revocation invalid_client secret_unknown");
    await post(paths.introspection, { token }, { authorization: basic({ ...job, secret: generateClientSecret() }) });
    expectKept(job, "introspection invalid_client secret_unknown");
    await post(paths.introspection, { token, client_id: spa.clientId });
    expectKept(spa, "introspection invalid_client introspection_needs_secret");
    await post(paths.introspection, { token_type_hint: "access_token" }, { authorization: basic(job) });
    expectKept(job, "introspection invalid_request parameter_missing token");
    expect((await post(paths.introspection, { token }, { authorization: basic(job) })).status).toBe(200);
    expect((await post(paths.revocation, { token }, { authorization: basic(job) })).status).toBe(200);
    await expectAll(token);
  });

  test("devices", async () => {
    const { service, tenant, expectKept, expectAll } = await prepare();
    const person = await aMember(tenant.admin);
    const [spa, tv] = [await makePublicClient(tenant), await aPublicClient(tenant.admin, { name: "Television", kind: "device" })];
    const device = { "content-type": "application/x-www-form-urlencoded" };
    const startDevice = async (client: { clientId: string }) =>
      JSON.parse(
        (await send(service, { method: "POST", path: paths.deviceAuthorization, headers: device, body: `${form({ client_id: client.clientId })}` })).text,
      );
    const poll = (device_code: string) =>
      postToken(service, form({ grant_type: "urn:ietf:params:oauth:grant-type:device_code", client_id: tv.clientId, device_code }));
    await startDevice(spa);
    expectKept(spa, "device_authorization unauthorized_client grant_off device_code");
    const { device_code, user_code } = await startDevice(tv);
    await poll(device_code);
    await poll(device_code);
    expectKept(tv, "token slow_down device_asks_too_often");
    await answerDevice(person, { userCode: userCodeField.parse(user_code), answer: "approve" });
    tokenOf(await poll(device_code));
    await poll(device_code);
    expectKept(tv, "token invalid_grant device_code_used");
    await poll("unknown");
    expectKept(tv, "token invalid_grant device_code_unknown");
    const late = await startDevice(tv);
    await asOwner(["oidc_artifact"], (owner) =>
      owner.query("UPDATE oidc_artifact SET payload = payload || '{\"exp\": 1}' WHERE kind = 'DeviceCode' AND client_id = $1", [tv.clientId]),
    );
    await poll(late.device_code);
    expectKept(tv, "token expired_token device_code_expired");
    await expectAll(device_code, late.device_code);
  });
});

test("R62 SE-07 a secret, a code or a token put where it does not belong is not kept", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const client = await makeCodeClient(tenant);
  const job = await makeClient(tenant);
  const { secret } = client;
  const jwt = `eyJhbGciOiJFUzI1NiJ9.${"a1B2".repeat(20)}.${"c3D4".repeat(20)}`;
  for (const text of [secret, jwt, secret.slice(0, 40), "0123456789abcdef".repeat(4)]) {
    await begin(service, { client_id: client.clientId, redirect_uri: `https://app.example/${text}` });
    await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: text });
    await requestToken(service, job, text);
    await requestToken(service, job, `team_${text}`);
    await postToken(service, form({ grant_type: text }), { authorization: basic(job) });
  }
  await service.stop();
  const values = [...(await refusedOf(client)), ...(await refusedOf(job))].map(({ value }) => value);
  expect(values).toContain("https://app.example/…");
  for (const value of values) expect(value).not.toMatch(/[0-9A-Za-z]{30}/);
});
