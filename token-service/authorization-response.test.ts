import { describe, expect, test } from "vitest";
import { disableClient } from "#lib/clients/disable-client";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { paths } from "#lib/endpoints";
import {
  allowScope,
  askMe,
  authorize,
  begin,
  change,
  comeBack,
  exchange,
  makeClient,
  makePublicClient,
  pkce,
  prepareCodeFlow,
  REDIRECT_URI,
  send,
  startService,
  tokenOf,
} from "./test-world.ts";

describe("the answer to the client", () => {
  test("R50 RU-10 a refusal comes back as access_denied, with state and iss", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const { status, location } = await authorize(service, person, client, { answer: "deny" });
    expect([status, location?.origin, Object.fromEntries(location?.searchParams ?? [])]).toEqual([
      303,
      "https://app.example",
      { error: "access_denied", error_description: "the user did not allow it", state: "s", iss: service.issuer },
    ]);
  });

  test("R26 TS-02 RU-10 what the client asks wrongly comes back to it", async () => {
    const { service, tenant, client } = await prepareCodeFlow();
    const spa = await makePublicClient(tenant);
    const { challenge } = pkce();
    const asked: [Record<string, string>, string][] = [
      [{ client_id: client.clientId, scope: "notes:other" }, "invalid_scope"],
      [{ client_id: client.clientId, scope: `team_${tenant.teamId}` }, "invalid_scope"],
      [{ client_id: client.clientId, response_type: "token" }, "unsupported_response_type"],
      [{ client_id: client.clientId, response_type: "code token" }, "unsupported_response_type"],
      [{ client_id: client.clientId, prompt: "none" }, "login_required"],
      [{ client_id: client.clientId, resource: "https://elsewhere.example" }, "invalid_target"],
      [{ client_id: spa.clientId }, "invalid_request"],
      [{ client_id: spa.clientId, ...challenge, code_challenge_method: "plain" }, "invalid_request"],
      [{ client_id: spa.clientId, code_challenge: challenge.code_challenge }, "invalid_request"],
      [{ client_id: spa.clientId, ...challenge, code_challenge: "short" }, "invalid_request"],
    ];
    for (const [parameters, error] of asked) {
      const { location } = await begin(service, { redirect_uri: REDIRECT_URI, state: "s", ...parameters });
      // What asks for a token in the front channel is refused there, in the fragment.
      const answer = new URLSearchParams(location?.hash.slice(1) || location?.search);
      expect(Object.fromEntries(answer)).toMatchObject({ error, state: "s", iss: service.issuer });
    }
  });

  test("R25 a client whose Authorization Code is off is told so, and goes nowhere", async () => {
    const { service, tenant } = await prepareCodeFlow();
    const { clientId } = await makeClient(tenant);
    const begun = await begin(service, { client_id: clientId, redirect_uri: REDIRECT_URI });
    expect([begun.status, begun.location]).toEqual([400, null]);
  });

  test("R49 RU-04 without a known client and one of its redirect URIs it is a page of ours, never a redirect", async () => {
    const { service, client } = await prepareCodeFlow();
    const hostile = '"><script>alert(1)</script>';
    const asked: Record<string, string>[] = [
      {},
      { client_id: client.clientId },
      { redirect_uri: REDIRECT_URI },
      { client_id: "gh_00000000000000000", redirect_uri: REDIRECT_URI },
      { client_id: hostile, redirect_uri: hostile, state: hostile },
      { client_id: client.clientId, redirect_uri: `${REDIRECT_URI}/` },
      { client_id: client.clientId, redirect_uri: REDIRECT_URI, response_mode: "form_post" },
    ];
    for (const parameters of asked) {
      const { status, headers, text } = await begin(service, parameters);
      expect([status, headers.location, headers["content-type"]]).toEqual([400, undefined, "text/html; charset=utf-8"]);
      expect(text).not.toContain("<script");
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
    }
  });

  test("RU-09 IN-03 a parameter given twice, or holding what is no text, is a page of ours", async () => {
    const { service, client } = await prepareCodeFlow();
    const good = new URLSearchParams({ client_id: client.clientId, redirect_uri: REDIRECT_URI, state: "s" });
    for (const wrong of [...[...good].map(([name, value]) => `${name}=${encodeURIComponent(value)}`), "x=%00", "state2=%ff", "__proto__=x"]) {
      const answer = await send(service, { path: `${paths.authorization}?${good}&${wrong}` });
      expect([wrong, answer.status, answer.headers.location]).toEqual([wrong, 400, undefined]);
    }
  });
});

describe("the way back from the prompt", () => {
  test("TS-16 is open to the browser that began, with the ticket of the one that answered, and to no other", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const [mine, other] = [await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI }), await authorizeNothing(service, client)];
    const unanswered = await comeBack(service, mine, "x".repeat(43));
    const { ticket } = await answerPrompt(person, { interaction: mine.interaction, answer: "approve" });
    const refused = [
      unanswered,
      await comeBack(service, mine, ""),
      await comeBack(service, mine, "x".repeat(43)),
      await comeBack(service, { ...mine, cookie: "" }, ticket),
      await comeBack(service, { ...mine, cookie: other.cookie }, ticket),
      await comeBack(service, { ...other, cookie: mine.cookie }, ticket),
      await comeBack(service, { ...mine, cookie: mine.cookie.replace(/sig=.{5}/, "sig=xxxxx") }, ticket),
    ];
    for (const { status, location, text } of refused) expect([status, location, text.includes("This request cannot go on")]).toEqual([400, null, true]);
    expect((await comeBack(service, mine, ticket)).location?.searchParams.get("code")).toBeTruthy();
    expect((await comeBack(service, mine, ticket)).status).toBe(400);
    await expect(answerPrompt(person, { interaction: mine.interaction, answer: "approve" })).rejects.toMatchObject({ code: "not_found" });
  });

  test("TS-16 of twenty that come back at once, to two instances, one gets a code, ten times over", { timeout: 60_000 }, async () => {
    const { service, person, client } = await prepareCodeFlow();
    const twin = await startService({ issuer: service.issuer });
    for (let round = 0; round < 10; round++) {
      const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
      const answers = await Promise.all(Array.from({ length: 20 }, (_, nth) => comeBack(nth % 2 ? service : twin, begun, ticket)));
      expect(answers.filter(({ location }) => location?.searchParams.has("code"))).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 400)).toHaveLength(19);
    }
  });

  test("RU-06 TS-18 leads nowhere once the redirect URI is removed or the client disabled, whatever the answer", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    const removeUri = () => change(tenant, client, { grants: ["authorization_code"], redirectUris: ["https://new.example/cb"] });
    const restoreUri = () => change(tenant, client, { grants: ["authorization_code"], redirectUris: [REDIRECT_URI] });
    const disable = () => disableClient(tenant.admin, { clientId: client.clientId });
    const changes = [
      ["approve", removeUri],
      ["deny", removeUri],
      ["approve", disable],
    ] as const;
    for (const [answer, changeSince] of changes) {
      await restoreUri();
      const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer });
      await changeSince();
      const { status, location } = await comeBack(service, begun, ticket);
      expect([status, location]).toEqual([400, null]);
    }
  });

  test("R32 AZ-09 gives only what the person was shown, whatever the client is allowed after that", async () => {
    const { service, tenant, person, client } = await prepareCodeFlow();
    await allowScope(client, "notes:read");
    await allowScope(client, "notes:write");
    const allow = (scopes: string[]) => change(tenant, client, { grants: ["authorization_code"], redirectUris: [REDIRECT_URI], scopes });
    for (const shown of [["notes:read"], []]) {
      await allow(["notes:read", "notes:write"]);
      const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI, scope: "notes:write notes:read" });
      await allow(shown);
      const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
      await allow(["notes:read", "notes:write"]);
      const { location } = await comeBack(service, begun, ticket);
      const tokens = await exchange(service, client, { code: location?.searchParams.get("code") ?? "", verifier: "" });
      expect((await askMe(service, tokenOf(tokens))).body.scope).toBe(shown.join(" "));
    }
  });

  test("it leaves no session of its own in the browser", async () => {
    const { service, person, client } = await prepareCodeFlow();
    const begun = await begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
    const { ticket } = await answerPrompt(person, { interaction: begun.interaction, answer: "approve" });
    const { headers } = await comeBack(service, begun, ticket);
    for (const cookie of [...(begun.headers["set-cookie"] ?? []), ...(headers["set-cookie"] ?? [])]) expect(cookie).toMatch(/^gh_ts_resume/);
  });
});

function authorizeNothing(service: Parameters<typeof begin>[0], client: { clientId: string }) {
  return begin(service, { client_id: client.clientId, redirect_uri: REDIRECT_URI });
}
