import { describe, expect, it } from "vitest";
import { missingParts, readinessOf } from "#lib/clients/readiness";

type Subject = Parameters<typeof readinessOf>[0];
const own = { owner: {}, state: "active", type: "confidential", grants: [], liveSecrets: 1, redirectUris: [], mayIntrospect: false } satisfies Subject;
const partner = { ...own, owner: null, state: "draft", liveSecrets: 0, grants: ["authorization_code"] } satisfies Subject;

describe("what is missing before a client can work", () => {
  it("R25 a grant, with the redirect URI that most need first, and a secret where the client is confidential", () => {
    expect(missingParts(own)).toEqual(["redirect_uri", "grant"]);
    expect(missingParts({ ...own, grants: ["client_credentials"], liveSecrets: 0 })).toEqual(["secret"]);
    expect(missingParts({ ...own, grants: ["device_code"], type: "public", liveSecrets: 0 })).toEqual([]);
  });

  it("R34 a partner's draft needs redirect URIs, then to be activated; its secret comes with that", () => {
    expect(missingParts(partner)).toEqual(["redirect_uri", "activation"]);
    const withUri = { ...partner, redirectUris: ["https://connect.meridian.example/callback"] };
    expect(missingParts(withUri)).toEqual(["activation"]);
    expect(readinessOf({ ...withUri, state: "active", liveSecrets: 1 })).toEqual(
      ["redirect_uri", "grant", "activation", "secret"].map((part) => ({ part, isDone: true })),
    );
  });

  it("an API that asks about tokens needs to be activated and nothing else, until it obtains tokens itself", () => {
    const api = { ...partner, grants: [], mayIntrospect: true } satisfies Subject;
    expect(missingParts(api)).toEqual(["activation"]);
    expect(missingParts({ ...api, state: "active", liveSecrets: 1 })).toEqual([]);
    expect(missingParts({ ...api, grants: ["authorization_code"] })).toEqual(["redirect_uri", "activation"]);
  });
});
