import { relativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { clientCredentialsBarrier } from "#lib/clients/client-credentials-barrier";
import type { ClientView } from "#lib/clients/find-clients";
import { type MissingPart, missingParts, stopsSoon } from "#lib/clients/readiness";

export const grantNames = {
  authorization_code: "Authorization code",
  refresh_token: "Refresh token",
  client_credentials: "Client credentials",
  device_code: "Device authorization",
} satisfies Record<ClientView["grants"][number], string>;

export const typeNames = { confidential: "Confidential", public: "Public" };

/** Says what is missing, with the way to mend it where there is one. */
export function missingWords(part: MissingPart, client: ClientView): { text: string; href?: string; link?: string } {
  const path = `/clients/${client.clientId}`;
  if (part === "secret") return { text: "It has no live secret.", href: `${path}/secrets/new`, link: "Add a secret" };
  const text = "No grant is on, so it cannot obtain a token.";
  const canBeMended = clientCredentialsBarrier({ isPartner: client.owner === null, type: client.type }) === null;
  return canBeMended ? { text, href: `${path}/settings`, link: "Allow client credentials" } : { text };
}

export function ClientStatus({ client, now = new Date() }: { client: ClientView; now?: Date }) {
  if (client.deletedAt) return <Status state="deleted" />;
  if (client.state !== "active") return <Status state={client.state} />;
  if (missingParts(client).length > 0) return <Status state="not-ready" />;
  if (client.stopsAt && stopsSoon(client, now)) return <Status state="expiring">Secret ends {relativeTime(client.stopsAt, now)}</Status>;
  return <Status state="active" />;
}
