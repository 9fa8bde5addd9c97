import { describe, expect, it } from "vitest";
import { type ClientSettings, impactOf } from "#lib/clients/impact";

const server: ClientSettings = {
  type: "confidential",
  authMethod: "client_secret_basic",
  grants: ["authorization_code", "refresh_token"],
  actsAs: "user",
  mayActForUsers: false,
  consentsByItself: false,
  accessTokenFormat: "opaque",
  mayIntrospect: false,
  environment: "production",
  scopes: ["research.read"],
  redirectUris: ["https://app.example.com/cb"],
};
const unused = { liveSecrets: 0, permissions: 0, liveGrants: 0, tenants: 0 };
const textsOf = (change: Partial<ClientSettings>, now = unused) => impactOf(server, { ...server, ...change }, now).map(({ text }) => text);
const mustAccept = (change: Partial<ClientSettings>) => impactOf(server, { ...server, ...change }, unused).some(({ needsAcceptance }) => needsAcceptance);

describe("what a change means for whom", () => {
  it("is nothing when nothing changes, and when something is only added", () => {
    expect(textsOf({})).toEqual([]);
    expect(textsOf({ scopes: ["research.read", "people.read"], redirectUris: [...server.redirectUris, "https://app.example.com/eu"] })).toEqual([]);
  });

  it("R21 a new type says what happens to the secrets, and must be accepted", () => {
    expect(textsOf({ type: "public", authMethod: "none" }, { ...unused, liveSecrets: 2 })).toEqual([expect.stringContaining("2 live secrets stop for good")]);
    expect(mustAccept({ type: "public", authMethod: "none" })).toBe(true);
    expect(textsOf({ type: "public", authMethod: "none" }, { ...unused, permissions: 3 })).toEqual([
      expect.stringContaining("PKCE takes its place"),
      "All 3 permissions that people gave, and every token, end with the secret: people must allow the client again.",
    ]);
    expect(impactOf({ ...server, type: "public" }, server, unused)).toEqual([
      { text: expect.stringContaining("gets a secret, shown once"), needsAcceptance: true },
    ]);
  });

  it("R25 a grant that is switched off says who stops, and how many there are", () => {
    const [refused, count] = textsOf({ grants: ["authorization_code"] }, { liveSecrets: 1, permissions: 2, liveGrants: 3, tenants: 2 });
    expect(refused).toContain("Refresh tokens are refused");
    expect(count).toBe("The client is in use: 3 tokens or permissions given out so far, in 2 companies.");
    expect(mustAccept({ grants: [] })).toBe(false);
  });

  it("R26 R35 a scope and a redirect URI that are taken away are named", () => {
    expect(textsOf({ scopes: [], redirectUris: ["https://app.example.com/other"] })).toEqual([
      "Nobody is sent to https://app.example.com/cb any more.",
      "Requests that ask for research.read are refused.",
    ]);
  });

  it("R31 automatic consent says that people are not asked, and when they are asked again", () => {
    expect(textsOf({ consentsByItself: true })).toEqual([expect.stringContaining("no longer asked")]);
    expect(impactOf({ ...server, consentsByItself: true }, server, unused).map(({ text }) => text)).toEqual([expect.stringContaining("are asked")]);
  });

  it("R36 a wildcard names whose hosts it trusts, and must be accepted in production", () => {
    const wildcard = { redirectUris: [...server.redirectUris, "https://*.partner.example.com/cb"] };
    expect(textsOf(wildcard)).toEqual(["Whoever controls any host under partner.example.com can receive people's codes."]);
    expect(mustAccept(wildcard)).toBe(true);
    expect(impactOf({ ...server, environment: "sandbox" }, { ...server, ...wildcard, environment: "sandbox" }, unused)[0]?.needsAcceptance).toBe(false);
  });

  it("R53 R54 another kind of access token says what still holds for an hour, in both directions", () => {
    expect(textsOf({ accessTokenFormat: "jwt" })).toEqual([expect.stringMatching(/JWTs, which stay valid until they expire, up to 60 minutes, whatever/)]);
    expect(impactOf({ ...server, accessTokenFormat: "jwt" }, server, unused).map(({ text }) => text)).toEqual([
      expect.stringMatching(/opaque: an API that checks .* refuses them\. JWTs given out before stay valid/),
    ]);
    expect(mustAccept({ accessTokenFormat: "jwt" })).toBe(false);
  });

  it("an API that may ask about every token, and one that may no longer, must be accepted", () => {
    expect(textsOf({ mayIntrospect: true })).toEqual([expect.stringContaining("every production token may do and for whom")]);
    expect(mustAccept({ mayIntrospect: true })).toBe(true);
    expect(impactOf({ ...server, mayIntrospect: true }, server, unused)).toEqual([
      { text: expect.stringContaining("takes every token for ended"), needsAcceptance: true },
    ]);
  });

  it("another way to send the secret is said", () => {
    expect(textsOf({ authMethod: "client_secret_post" })).toEqual([expect.stringContaining("the old way is refused")]);
  });
});
