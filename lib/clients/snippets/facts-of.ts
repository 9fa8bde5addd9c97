import type { SnippetFacts } from "#lib/clients/snippets/snippet-facts";
import type { Client } from "#prisma/generated/client";

type Subject = Pick<Client, "clientId" | "authMethod"> & { redirectUris: readonly string[]; scopes: readonly string[] };
type Endpoints = Pick<SnippetFacts["endpoints"], "authorization" | "deviceAuthorization" | "token" | "introspection" | "me"> & { issuer: string };

/** @param asked what is asked for before every scope that is allowed to the client: what the token is to act for, or who signs in. */
export function factsOf(
  { clientId, authMethod, redirectUris, scopes }: Subject,
  { issuer, authorization, deviceAuthorization, token, introspection, me }: Endpoints,
  asked?: string,
): SnippetFacts {
  return {
    clientId,
    authMethod,
    // A wildcard is no address to be sent to.
    redirectUri: redirectUris.find((uri) => !uri.includes("*")) ?? null,
    scopes: [...(asked === undefined ? [] : [asked]), ...scopes],
    issuer,
    endpoints: { authorization, deviceAuthorization, token, introspection, me },
  };
}
