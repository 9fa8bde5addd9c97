import type Provider from "oidc-provider";
import { checkRedirectUri, matchesRedirectUri, matchOf } from "#lib/clients/redirect-uri";
import type { ClientRow, StoredRedirectUri } from "./client-metadata.ts";
import { setupOf } from "./client-setup.ts";

/** Those that the rules of the form still allow, however they came into the table. */
export function usableRedirectUris(client: Pick<ClientRow, "type" | "environment" | "tenant_id" | "redirect_uris">): StoredRedirectUri[] {
  const context = { type: client.type, environment: client.environment, isPartner: client.tenant_id === null };
  return client.redirect_uris.filter(({ uri, match }) => match === matchOf(uri) && checkRedirectUri(uri, context).every(({ level }) => level !== "error"));
}

/** Makes the library match by our own rule: to the letter, but for the port on loopback and the wildcards that staff set (R35, R36). */
export function matchStoredRedirectUris(provider: Provider): void {
  provider.Client.prototype.redirectUriAllowed = function (requested) {
    return setupOf(this).redirect_uris.some((registered) => matchesRedirectUri(registered, requested));
  };
}
