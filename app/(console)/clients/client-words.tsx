import { relativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import type { ClientView } from "#lib/clients/find-clients";
import { missingParts, type Part, stopsSoon } from "#lib/clients/readiness";

export const grantNames = {
  authorization_code: "Authorization code",
  refresh_token: "Refresh token",
  client_credentials: "Client credentials",
  device_code: "Device authorization",
} satisfies Record<ClientView["grants"][number], string>;

export const typeNames = { confidential: "Confidential", public: "Public" };

/** Says what is missing, with the way to mend it. */
export function missingWords(part: Part, client: ClientView): { text: string; href: string; link: string } {
  const path = `/clients/${client.clientId}`;
  const words = {
    redirect_uri: { text: "It has no redirect URI.", href: `${path}/settings#redirect-uris`, link: "Add redirect URIs" },
    grant: { text: "No grant is on, so it cannot obtain a token.", href: `${path}/settings#grants`, link: "Choose how it obtains tokens" },
    activation: { text: "It is a draft and has no credentials yet.", href: `${path}/activate`, link: "Activate it" },
    secret: { text: "It has no live secret.", href: `${path}/secrets/new`, link: "Add a secret" },
  };
  return words[part];
}

export function ClientStatus({ client, now = new Date() }: { client: ClientView; now?: Date }) {
  if (client.deletedAt) return <Status state="deleted" />;
  if (client.state !== "active") return <Status state={client.state} />;
  if (missingParts(client).length > 0) return <Status state="not-ready" />;
  if (client.stopsAt && stopsSoon(client, now)) return <Status state="expiring">Secret ends {relativeTime(client.stopsAt, now)}</Status>;
  return <Status state="active" />;
}
