import { relativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import type { ClientView } from "#lib/clients/find-clients";

export const grantNames = {
  authorization_code: "Authorization code",
  refresh_token: "Refresh token",
  client_credentials: "Client credentials",
  device_code: "Device authorization",
} satisfies Record<ClientView["grants"][number], string>;

export const typeNames = { confidential: "Confidential", public: "Public" };

const SOON_DAYS = 14;

/** What is missing before the client can work, each with the way there. */
export function missingParts(client: ClientView): { text: string; href: string; link: string }[] {
  const path = `/clients/${client.clientId}`;
  const missing = [];
  if (client.grants.length === 0)
    missing.push({ text: "No grant is on, so it cannot obtain a token.", href: `${path}/settings`, link: "Allow client credentials" });
  if (client.type === "confidential" && client.state !== "draft" && client.liveSecrets === 0) {
    missing.push({ text: "It has no live secret.", href: `${path}/secrets/new`, link: "Add a secret" });
  }
  return missing;
}

export function ClientStatus({ client, now = new Date() }: { client: ClientView; now?: Date }) {
  if (client.deletedAt) return <Status state="deleted" />;
  if (client.state !== "active") return <Status state={client.state} />;
  if (missingParts(client).length > 0) return <Status state="not-ready" />;
  if (client.stopsAt && client.stopsAt.getTime() - now.getTime() < SOON_DAYS * 86_400_000) {
    return <Status state="expiring">Secret ends {relativeTime(client.stopsAt, now)}</Status>;
  }
  return <Status state="active" />;
}
