import { describe, expect, it } from "vitest";
import { disableClient } from "#lib/clients/disable-client";
import { endpoints } from "#lib/endpoints";
import { diagnoseAuthorization } from "#lib/usage/diagnose-authorization";
import { diagnoseInput } from "#lib/usage/schemas";
import { aClient, addRedirectUris, aPublicClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { allowScope, aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

const { authorization } = endpoints();
const challenge = { code_challenge: "x".repeat(43), code_challenge_method: "S256" };

async function prepare() {
  const { admin } = await aTenant();
  const client = await aClient(admin, { name: "Ledger Notes" });
  await addRedirectUris(client.clientId, ["https://notes.example/cb"]);
  await configure(client.clientId, { grants: ["authorization_code"] });
  const good = { client_id: client.clientId, redirect_uri: "https://notes.example/cb", state: "s", ...challenge };
  const diagnose = (asked: Record<string, string>, endpoint = authorization) =>
    diagnoseAuthorization(admin, diagnoseInput.parse({ address: `${endpoint}?${new URLSearchParams(asked)}` }));
  const titles = async (asked: Record<string, string>, endpoint?: string) => (await diagnose(asked, endpoint)).findings.map(({ title }) => title);
  return { admin, client, good, diagnose, titles };
}

describe("R38 an address to authorise", () => {
  it("that is right is told so, with the client that it is of, also when a terminal broke it into lines", async () => {
    const { admin, client, good, diagnose } = await prepare();
    expect(await diagnose(good)).toMatchObject({ client: { clientId: client.clientId, name: "Ledger Notes" }, findings: [] });
    const broken = `${authorization}?${new URLSearchParams(good)}`.replace(/(.{40})/g, "$1\r\n  ");
    expect((await diagnoseAuthorization(admin, diagnoseInput.parse({ address: broken }))).findings).toEqual([]);
  });

  it("with another redirect URI is told which is nearest and what differs, and where that is set", async () => {
    const { good, diagnose } = await prepare();
    expect((await diagnose({ ...good, redirect_uri: "http://notes.example/cb" })).findings).toEqual([
      {
        level: "error",
        title: "The redirect URI is not registered",
        text: "It asks for “http://notes.example/cb”. Of those registered, https://notes.example/cb is the nearest: the scheme (“http” instead of “https”) differs: http and https are two addresses.",
        place: "redirect-uris",
      },
    ]);
  });

  it("is told everything else that is wrong with it, one by one", async () => {
    const { good, titles } = await prepare();
    const { redirect_uri: _, ...withoutUri } = good;
    const { state: __, ...withoutState } = good;
    const { code_challenge: ___, ...withoutChallenge } = good;
    expect(await titles({ ...good, response_type: "token" })).toEqual(["response_type is not code"]);
    expect(await titles({ ...good, response_mode: "form_post" })).toEqual(["response_mode is not query"]);
    expect(await titles({ ...good, request: "x" })).toEqual(["There is a request object in it"]);
    expect(await titles({ ...good, client_secret: "x" })).toEqual(["The secret stands in the address"]);
    expect(await titles({ ...good, code_challenge_method: "plain" })).toEqual(["code_challenge_method is not S256"]);
    expect(await titles({ ...good, code_challenge: "short" })).toEqual(["code_challenge is not well formed"]);
    expect(await titles(withoutChallenge)).toEqual(["code_challenge is missing"]);
    expect(await titles(withoutUri)).toEqual(["redirect_uri is missing"]);
    expect(await titles(withoutState)).toEqual(["state is missing"]);
    expect(await titles({})).toEqual(["client_id is missing", "redirect_uri is missing", "PKCE is missing", "state is missing"]);
    expect(await titles(good, authorization.replace("/oauth/authorization", "/oauth/authorize"))).toEqual(["It leads somewhere else"]);
  });

  it("is held against what the client may: its scopes, its grants, its type and its state", async () => {
    const { admin, client, good, titles, diagnose } = await prepare();
    const allowed = await aScope();
    await allowScope(client, allowed);
    expect(await titles({ ...good, scope: `${allowed} openid email offline_access` })).toEqual([]);
    expect(await titles({ ...good, scope: "profile" })).toEqual(["openid is missing in the scope"]);
    expect((await diagnose({ ...good, scope: `${allowed} notes.other` })).findings).toMatchObject([{ title: "A scope is not allowed", place: "scopes" }]);
    expect(await titles({ ...good, scope: "team_1" })).toEqual(["A team or user stands in the scope"]);
    await configure(client.clientId, { grants: ["client_credentials"] });
    expect(await titles(good)).toEqual(["Authorization Code is off"]);
    await disableClient(admin, client);
    expect(await titles(good)).toEqual(["The client cannot be used", "Authorization Code is off"]);
    const { clientId } = await aPublicClient(admin);
    expect((await diagnose({ client_id: clientId, redirect_uri: "https://app.example/callback", state: "s" })).findings).toMatchObject([
      { level: "error", title: "PKCE is missing", place: "type" },
    ]);
  });

  it("R3 TI-01 of another company's client is told alike to one of a client that nobody has", async () => {
    const [mine, theirs] = [await prepare(), await prepare()];
    const unknown = await mine.diagnose({ ...mine.good, client_id: "gh_00000000000000000" });
    expect(await mine.diagnose(theirs.good)).toEqual(unknown);
    expect(unknown).toMatchObject({ client: null, findings: [{ title: "There is no such client" }] });
    const address = `${authorization}?${new URLSearchParams(theirs.good)}`;
    expect((await diagnoseAuthorization(await aStaff({ role: "cs" }), { address })).client?.clientId).toBe(theirs.client.clientId);
    await expect(diagnoseAuthorization(await aMember(mine.admin), { address })).rejects.toEqual(refusal("forbidden"));
  });

  it("IN-03 what is no address is refused beside the field", async () => {
    const { admin } = await prepare();
    for (const address of ["x", "javascript:alert(1)", "//host", "%"]) {
      await expect(diagnoseAuthorization(admin, { address })).rejects.toMatchObject({ code: "invalid", field: "address" });
    }
    for (const address of ["", " \n", "\0", "x".repeat(10_001)]) expect(diagnoseInput.safeParse({ address }).success).toBe(false);
  });
});
