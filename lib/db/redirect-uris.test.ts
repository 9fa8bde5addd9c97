import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkRedirectUri, matchOf, type RedirectUriContext } from "#lib/clients/redirect-uri";
import { SHARED_PLATFORMS } from "#lib/clients/redirect-uri-wildcard";
import { aClient, addRedirectUris, aPartnerClient, aPublicClient, configure } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { type Ask, askDatabase } from "#world/database-verdicts";
import { GOOD_REDIRECT_URIS, HOSTILE_REDIRECT_URIS } from "#world/redirect-uri-corpus";
import { anyRedirectUri, nearlyGoodRedirectUri } from "#world/redirect-uris-at-random";

type Kind = RedirectUriContext & { clientId: string };

async function oneOfEachKind(): Promise<Kind[]> {
  const [{ admin }, staff] = [await aTenant({ environment: "production" }), await aStaff()];
  const [server, app] = [await aClient(admin), await aPublicClient(admin, { redirectUri: "https://the-one-it-has.example/cb" })];
  const [partner, partnerApp] = [await aPartnerClient(staff), await aPartnerClient(staff)];
  await configure(partnerApp.clientId, { type: "public", authMethod: "none" });
  const production = { environment: "production" } as const;
  return [
    { ...server, ...production, type: "confidential", isPartner: false },
    { ...app, ...production, type: "public", isPartner: false },
    { ...partner, ...production, type: "confidential", isPartner: true },
    { ...partnerApp, ...production, type: "public", isPartner: true },
  ];
}

/** Each URI on which the function and PostgreSQL are of two minds. PostgreSQL has no NUL: such a text never gets there. */
async function disagreements(ask: Ask, kinds: Kind[], uris: string[]): Promise<unknown[]> {
  const storable = [...new Set(uris)].filter((uri) => !uri.includes("\u0000"));
  const found: unknown[] = [];
  for (const { clientId, ...kind } of kinds) {
    const verdicts = await ask(clientId, storable);
    for (const [index, uri] of storable.entries()) {
      const errors = checkRedirectUri(uri, kind).filter(({ level }) => level === "error");
      const verdict = verdicts[index] ?? null;
      if ((errors.length === 0) !== (verdict === null)) found.push({ uri, type: kind.type, isPartner: kind.isPartner, errors, verdict });
    }
  }
  return found;
}

const insert = (clientId: string, uri: string, match: "exact" | "wildcard") =>
  asOwner(["client", "redirect_uri"], (owner) => owner.query("INSERT INTO redirect_uri (client_id, uri, match) VALUES ($1, $2, $3)", [clientId, uri, match]));

describe("RU-02 what the database says of a redirect URI", () => {
  it("R33 R37 is what the form says, for the whole corpus and every kind of client", async () => {
    const kinds = await oneOfEachKind();
    const uris = [...GOOD_REDIRECT_URIS, ...HOSTILE_REDIRECT_URIS].map(([uri]) => uri);
    expect(await askDatabase((ask) => disagreements(ask, kinds, uris))).toEqual([]);
  });

  it("R36 is what the form says of every shared platform", async () => {
    const [, , partner] = await oneOfEachKind();
    const uris = SHARED_PLATFORMS.flatMap((platform) => [`https://*.${platform}/cb`, `https://*.a.${platform}`, `https://*.a${platform}/cb`]);
    const verdicts = await askDatabase(async (ask) => (partner ? [await ask(partner.clientId, uris), await disagreements(ask, [partner], uris)] : []));
    expect(verdicts[0]?.map((verdict) => verdict === null)).toEqual(SHARED_PLATFORMS.flatMap(() => [false, false, true]));
    expect(verdicts[1]).toEqual([]);
  });

  it("is what the form says of whatever somebody types", async () => {
    const kinds = await oneOfEachKind();
    const readable = fc.oneof({ weight: 3, arbitrary: nearlyGoodRedirectUri }, { weight: 1, arbitrary: anyRedirectUri }).filter((uri) => !/xn--/i.test(uri));
    await askDatabase((ask) =>
      fc.assert(
        fc.asyncProperty(fc.array(readable, { minLength: 150, maxLength: 150 }), async (uris) => {
          expect(await disagreements(ask, kinds, uris)).toEqual([]);
        }),
        { numRuns: 8, endOnFailure: true },
      ),
    );
  });

  it("parts from the form in one thing: whether a host in punycode stands for letters, PostgreSQL cannot know", async () => {
    const [server] = await oneOfEachKind();
    if (!server) throw new Error("no client");
    const [good, bad] = ["https://xn--mnchen-3ya.example/cb", "https://xn--a.example/cb"];
    expect([good, bad].map((uri) => checkRedirectUri(uri, server).length)).toEqual([0, 1]);
    expect(await askDatabase((ask) => ask(server.clientId, [good, bad]))).toEqual([null, null]);
  });

  it("R36 takes a star for a wildcard only where the row says so, and the row only where there is a star", async () => {
    const { clientId } = await aPartnerClient(await aStaff());
    await expect(insert(clientId, "https://*.example.com/cb", "exact")).rejects.toThrow("redirect_uri_wildcard_is_marked");
    await expect(insert(clientId, "https://app.example.com/cb", "wildcard")).rejects.toThrow("redirect_uri_wildcard_is_marked");
    await insert(clientId, "https://*.example.com/cb", matchOf("https://*.example.com/cb"));
    await expect(configure(clientId, { type: "public", authMethod: "none" })).rejects.toThrow("a public client has no wildcard");
  });

  it("R33 lets no client have twenty-one, whoever adds them at the same time", async () => {
    const { clientId } = await aClient((await aTenant()).admin);
    const uris = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `https://app.example.com/${from + index}`);
    const answers = await Promise.allSettled([addRedirectUris(clientId, uris(0, 11)), addRedirectUris(clientId, uris(11, 22))]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await addRedirectUris(clientId, uris(30, 39));
    await expect(addRedirectUris(clientId, ["https://app.example.com/more"])).rejects.toThrow("at most 20 redirect URIs");
  });

  it("R37 looks again when a client changes its type", async () => {
    const { admin } = await aTenant();
    const phone = await aPublicClient(admin, { redirectUri: "com.example.app:/cb" });
    await expect(configure(phone.clientId, { type: "confidential", authMethod: "client_secret_basic" })).rejects.toThrow(
      "only a public client has a scheme of its own",
    );
    const server = await aPartnerClient(await aStaff(), { redirectUris: ["https://localhost:8443/cb"] });
    await expect(configure(server.clientId, { type: "public", authMethod: "none" })).rejects.toThrow("no https redirect URI on loopback");
  });

  it("R31 makes a client ask that has a redirect URI on loopback", async () => {
    const { clientId } = await aClient((await aTenant()).admin);
    await addRedirectUris(clientId, ["http://127.0.0.1/cb"]);
    await expect(configure(clientId, { consentsByItself: true })).rejects.toThrow("on loopback always asks");
    const silent = await aClient((await aTenant()).admin);
    await configure(silent.clientId, { consentsByItself: true });
    for (const uri of ["http://[::1]:3000/cb", "http://localhost/cb", "https://app.localhost/cb"]) {
      await expect(addRedirectUris(silent.clientId, [uri])).rejects.toThrow("on loopback always asks");
    }
    await addRedirectUris(silent.clientId, ["https://localhost.example/cb"]);
  });

  it("R34 lets no partner client leave its draft without one, nor lose the last", async () => {
    const { clientId } = await aPartnerClient(await aStaff());
    await configure(clientId, { grants: ["device_code"] });
    await expect(configure(clientId, { state: "active" })).rejects.toThrow("needs a redirect URI");
    await addRedirectUris(clientId, ["https://app.example.com/cb"]);
    await configure(clientId, { state: "active" });
    const remove = asOwner(["client", "redirect_uri"], (owner) => owner.query("DELETE FROM redirect_uri WHERE client_id = $1", [clientId]));
    await expect(remove).rejects.toThrow("a partner client that is no draft needs a redirect URI");
  });
});

describe("what the database says of the rest of a client", () => {
  it("R25 no refresh token without a sign-in, and no device that acts as a service account", async () => {
    const { clientId } = await aPartnerClient(await aStaff());
    await expect(configure(clientId, { grants: ["refresh_token"] })).rejects.toThrow("client_refresh_token_follows_a_sign_in");
    await configure(clientId, { grants: ["refresh_token", "device_code"] });
    await expect(configure(clientId, { actsAs: "service_account" })).rejects.toThrow("client_device_code_acts_as_a_user");
    await configure(clientId, { grants: ["refresh_token", "authorization_code"], actsAs: "service_account" });
  });

  it.each([
    ["homePageUri", "javascript:alert(1)"],
    ["homePageUri", "https://example.com/a b"],
    ["homePageUri", "https://example.com\n"],
    ["homePageUri", ""],
    ["logoUri", "data:image/png;base64,x"],
    ["logoUri", `https://example.com/${"a".repeat(2000)}`],
    ["maker", "a".repeat(101)],
    ["contact", "a".repeat(255)],
    ["notes", "a".repeat(2001)],
  ])("R61 not as its %s what is no such thing (%#)", async (field, value) => {
    const { clientId } = await aClient((await aTenant()).admin);
    await expect(configure(clientId, { [field]: value })).rejects.toThrow(/client_(?:home_page|logo|maker|contact|notes)_/);
    await configure(clientId, { [field]: field.endsWith("Uri") ? "https://example.com/a" : "Anything" });
  });
});
