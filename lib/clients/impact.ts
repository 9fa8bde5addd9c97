import type { Client } from "#prisma/generated/client";

/** The settings of a client that decide what it can do. */
export type ClientSettings = Pick<
  Client,
  "type" | "authMethod" | "grants" | "actsAs" | "mayActForUsers" | "consentsByItself" | "accessTokenFormat" | "mayIntrospect" | "environment"
> & {
  scopes: readonly string[];
  redirectUris: readonly string[];
};
/** Who depends on the client now. */
export type Dependants = { liveSecrets: number; permissions: number; liveGrants: number; tenants: number };
/** What a change means for whom, in a sentence. */
export type Impact = { text: string; needsAcceptance: boolean };

const leaving = {
  authorization_code: "Nobody can sign in through the client any more, and the tokens that came of it stop at once.",
  refresh_token: "Refresh tokens are refused: whoever uses the client must allow it again once their access token ends, within the hour.",
  device_code: "New devices cannot connect, and those that are connected stop at once.",
  client_credentials: "Jobs that use client credentials are refused, and the tokens that they hold stop at once.",
};

/** What saving would do, worst first. All of it holds at the next request. */
export function impactOf(before: ClientSettings, after: ClientSettings, now: Dependants): Impact[] {
  return [
    ...ofType(before, after, now),
    ...ofIntrospection(before, after),
    ...ofRedirectUris(before, after),
    ...ofGrants(before, after, now),
    ...ofScopes(before, after),
    ...ofConsent(before, after),
    ...ofTokenFormat(before, after),
  ];
}

function ofType(before: ClientSettings, after: ClientSettings, { liveSecrets, permissions }: Dependants): Impact[] {
  if (before.type === "confidential" && after.type === "public") {
    const text = `${count(liveSecrets, "live secret")} stop${liveSecrets === 1 ? "s" : ""} for good, and the token service no longer asks for one: PKCE takes its place.`;
    const ends = `${permissions === 1 ? "The permission" : `All ${permissions} permissions`} that people gave, and every token, end with the secret: people must allow the client again.`;
    return [
      { text: liveSecrets > 0 ? text : "The token service no longer asks for a secret: PKCE takes its place.", needsAcceptance: true },
      ...(permissions > 0 ? [{ text: ends, needsAcceptance: true }] : []),
    ];
  }
  if (before.type === "public" && after.type === "confidential") {
    const text = "The client gets a secret, shown once after saving. Requests without it are refused from then on: give it to the application at once.";
    return [{ text, needsAcceptance: true }];
  }
  if (before.authMethod === after.authMethod) return [];
  return [{ text: "The application must send its secret the new way; the old way is refused.", needsAcceptance: false }];
}

function ofRedirectUris(before: ClientSettings, after: ClientSettings): Impact[] {
  const wildcards = after.redirectUris.filter((uri) => uri.includes("*") && !before.redirectUris.includes(uri));
  return [
    ...wildcards.map((uri) => ({
      text: `Whoever controls any host under ${uri.replace(/^https:\/\/\*\./, "").replace(/\/.*$/, "")} can receive people's codes.`,
      needsAcceptance: after.environment === "production",
    })),
    ...missingIn(after.redirectUris, before.redirectUris).map((uri) => ({ text: `Nobody is sent to ${uri} any more.`, needsAcceptance: false })),
  ];
}

function ofGrants(before: ClientSettings, after: ClientSettings, { liveGrants, tenants }: Dependants): Impact[] {
  const impacts = missingIn(after.grants, before.grants).map((grant) => ({ text: leaving[grant], needsAcceptance: false }));
  if (impacts.length > 0 && liveGrants > 0) {
    const where = tenants > 0 ? `, in ${count(tenants, "company", "companies")}` : "";
    impacts.push({
      text: `The client is in use: ${count(liveGrants, "token or permission", "tokens or permissions")} given out so far${where}.`,
      needsAcceptance: false,
    });
  }
  return impacts;
}

function ofScopes(before: ClientSettings, after: ClientSettings): Impact[] {
  return missingIn(after.scopes, before.scopes).map((scope) => ({ text: `Requests that ask for ${scope} are refused.`, needsAcceptance: false }));
}

function ofConsent(before: ClientSettings, after: ClientSettings): Impact[] {
  if (before.consentsByItself === after.consentsByItself) return [];
  const text = after.consentsByItself
    ? "People are no longer asked: signing in is enough to give the application access."
    : "People are asked before the application gets access.";
  return [{ text, needsAcceptance: false }];
}

// R54: one of the two things that a switch does not stop at once.
function ofTokenFormat(before: ClientSettings, after: ClientSettings): Impact[] {
  if (before.accessTokenFormat === after.accessTokenFormat) return [];
  const text =
    after.accessTokenFormat === "jwt"
      ? "New access tokens are JWTs, which stay valid until they expire, up to 60 minutes, whatever you switch off meanwhile. An API that looks tokens up here must check their signature instead."
      : "New access tokens are opaque: an API that checks the signature of JWTs refuses them. JWTs given out before stay valid until they expire, up to 60 minutes.";
  return [{ text, needsAcceptance: false }];
}

function ofIntrospection(before: ClientSettings, after: ClientSettings): Impact[] {
  if (before.mayIntrospect === after.mayIntrospect) return [];
  const text = after.mayIntrospect
    ? `Whoever has this client's secret can learn what every ${after.environment} token may do and for whom, in every company.`
    : "The API that asks with this client's secret takes every token for ended from its next question on, and refuses everybody.";
  return [{ text, needsAcceptance: true }];
}

function missingIn<T>(here: readonly T[], there: readonly T[]): T[] {
  return there.filter((each) => !here.includes(each));
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
