import { describe, expect, test } from "vitest";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { begin, comeBack, exchange, makePublicClient, pkce, prepareCodeFlow, REDIRECT_URI, tokenOf, toldIn } from "./test-world.ts";

async function prepare() {
  const flow = await prepareCodeFlow();
  return { ...flow, spa: await makePublicClient(flow.tenant) };
}

const invalidGrant = { status: 400, body: { error: "invalid_grant" } };

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
    expect(toldIn(location)).toMatchObject({ error: "invalid_request", state: "s", iss: service.issuer });
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
