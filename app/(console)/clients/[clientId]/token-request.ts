import type { ClientView } from "#lib/clients/find-clients";

/** A request that works when it is pasted into a shell with OAUTH_CLIENT_SECRET set (RFC 6749 section 4.4.2). */
export function tokenRequest(client: Pick<ClientView, "clientId" | "authMethod">, tokenEndpoint: string, scope?: string): string {
  const credentials =
    client.authMethod === "client_secret_post"
      ? [`-d client_id=${client.clientId}`, `-d client_secret="$OAUTH_CLIENT_SECRET"`]
      : [`-u "${client.clientId}:$OAUTH_CLIENT_SECRET"`];
  const parts = [`curl ${tokenEndpoint}`, ...credentials, "-d grant_type=client_credentials", ...(scope ? [`-d scope=${scope}`] : [])];
  return parts.join(" \\\n  ");
}
