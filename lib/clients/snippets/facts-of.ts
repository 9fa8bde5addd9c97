import type { SnippetFacts } from "#lib/clients/snippets/snippet-facts";
import type { Client } from "#prisma/generated/client";

type Subject = Pick<Client, "clientId" | "authMethod"> & { redirectUris: readonly string[]; scopes: readonly string[] };
type Endpoints = Pick<SnippetFacts["endpoints"], "authorization" | "deviceAuthorization" | "token" | "introspection" | "me"> & { issuer: string };

/** @param actingScope what the token is to act for, beside every scope that the client may ask for. */
export function factsOf(
  { clientId, authMethod, redirectUris, scopes }: Subject,
  { issuer, authorization, deviceAuthorization, token, introspection, me }: Endpoints,
  actingScope?: string,
): SnippetFacts {
  return {
    clientId,
    authMethod,
    // A wildcard is no address to be sent to.
    redirectUri: redirectUris.find((uri) => !uri.includes("*")) ?? null,
    scopes: [...scopes, ...(actingScope === undefined ? [] : [actingScope])],
    issuer,
    endpoints: { authorization, deviceAuthorization, token, introspection, me },
  };
}
