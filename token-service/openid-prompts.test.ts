import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { findActor } from "#lib/members/sessions";
import { configure } from "#world/a-client";
import { aBrowser, signedIn } from "#world/a-person";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";
import {
  allowScope,
  authorize,
  begin,
  comeBack,
  exchange,
  pkce,
  prepareCodeFlow,
  REDIRECT_URI,
  type TestClient,
  type TestService,
  tokenOf,
} from "./test-world.ts";

/** From the first request to the tokens, for these scopes. */
async function signIn(service: TestService, person: TenantActor, client: TestClient, scope: string, asked: { max_age?: string } = {}) {
  const tokens = await exchange(service, client, await authorize(service, person, client, { scope, ...asked }));
  return { tokens, accessToken: tokenOf(tokens), idToken: tokens.body.id_token };
}

describe("how a person is asked", () => {
  const ask = async (service: TestService, clientId: string, given: Record<string, string>) =>
    begin(service, { client_id: clientId, redirect_uri: REDIRECT_URI, response_type: "code", scope: "openid", ...pkce().challenge, ...given });

  test("prompt=login: only somebody who signs in after the request may answer it, and auth_time says when", async () => {
    const { service, person, client } = await prepareCodeFlow();
    await signIn(service, person, client, "openid");
    const { interaction } = await ask(service, client.clientId, { prompt: "login" });
    expect(await findPrompt(person, interaction)).toEqual({ state: "signs_in_again", name: client.name });
    for (const answer of ["approve", "deny"] as const) await expect(answerPrompt(person, { interaction, answer })).rejects.toEqual(refusal("forbidden"));
    await letTimePass({ minutes: 5 });
    const again = await signInAgain(person);
    const asked = { scope: "openid", prompt: "login" };
    expect(await findPrompt(again, interaction)).toMatchObject({ state: "goes_on" });
    await expect(authorize(service, again, client, asked)).rejects.toEqual(refusal("forbidden"));
    const begun = await ask(service, client.clientId, { prompt: "login", max_age: "0" });
    const later = await signInAgain(person);
    const { ticket } = await answerPrompt(later, { interaction: begun.interaction, answer: "approve" });
    expect((await comeBack(service, begun, ticket)).location?.searchParams.get("code")).toBeTruthy();
  });

  test("max_age: a sign-in that is older is not enough, a younger one is; 0 asks each time", async () => {
    const { service, person, client } = await prepareCodeFlow();
    await signIn(service, person, client, "openid");
    const stateFor = async (by: TenantActor, max_age: string) => (await findPrompt(by, (await ask(service, client.clientId, { max_age })).interaction)).state;
    expect([await stateFor(person, "0"), await stateFor(person, "600")]).toEqual(["signs_in_again", "goes_on"]);
    await letTimePass({ minutes: 11 });
    const older = await actorAgain(person);
    expect([await stateFor(older, "600"), await stateFor(older, "900")]).toEqual(["signs_in_again", "goes_on"]);
    const { idToken = "" } = await signIn(service, await signInAgain(person), client, "openid", { max_age: "600" });
    const { auth_time = 0 } = decodeJwt<{ auth_time: number }>(idToken);
    expect(Date.now() / 1000 - auth_time).toBeLessThan(300);
    const refused = (max_age: string) => ask(service, client.clientId, { max_age }).then(({ location }) => location?.searchParams.get("error"));
    expect(await Promise.all(["-1", "1.5", "x"].map(refused))).toEqual(["invalid_request", "invalid_request", "invalid_request"]);
  });

  test("prompt=consent: asks whom it would not ask, because they have allowed it or the client consents by itself", async () => {
    const { service, person, client } = await prepareCodeFlow();
    await signIn(service, person, client, "openid");
    await configure(client.clientId, { consentsByItself: true });
    const stateFor = async (given: Record<string, string>) => (await findPrompt(person, (await ask(service, client.clientId, given)).interaction)).state;
    expect([await stateFor({}), await stateFor({ prompt: "consent" })]).toEqual(["goes_on", "asks"]);
    expect(await stateFor({ prompt: "login consent" })).toBe("signs_in_again");
    // Whoever is to choose an account signs in, and may do so with another.
    expect([await stateFor({ prompt: "select_account" }), await stateFor({ prompt: "login select_account" })]).toEqual(["signs_in_again", "signs_in_again"]);
    expect((await authorize(service, person, client, { scope: "openid", prompt: "consent" })).code).not.toBe("");
  });

  test("prompt=none is login_required, since the token service knows no session; other prompts are refused", async () => {
    const { service, person, client } = await prepareCodeFlow();
    await signIn(service, person, client, "openid");
    const refused = async (prompt: string) => (await ask(service, client.clientId, { prompt, state: "s" })).location?.searchParams;
    const none = await refused("none");
    expect([none?.get("error"), none?.get("state"), none?.get("iss")]).toEqual(["login_required", "s", service.issuer]);
    for (const prompt of ["none login", "none select_account", "create", "Login"])
      expect((await refused(prompt))?.get("error"), prompt).toBe("invalid_request");
  });

  test("the prompt says in words what the client wants to know, before what it wants to do", async () => {
    const { service, person, client } = await prepareCodeFlow();
    await allowScope(client, "notes:read");
    const { interaction } = await ask(service, client.clientId, { scope: "notes:read email openid" });
    const prompt = await findPrompt(person, interaction);
    const titles = prompt.state === "asks" ? prompt.scopes.map(({ title }) => title) : [];
    expect(titles).toEqual(["Know who you are", "See your e-mail address", "notes:read"]);
  });
});

async function signInAgain(person: TenantActor): Promise<TenantActor> {
  const actor = await signedIn(person);
  if (actor.kind !== "user") throw new Error("somebody else");
  return actor;
}

/** The same session, as it is read at a later request. */
async function actorAgain({ sessionId }: TenantActor): Promise<TenantActor> {
  const actor = await findActor(sessionId, aBrowser());
  if (actor?.kind !== "user") throw new Error("the session has ended");
  return actor;
}
