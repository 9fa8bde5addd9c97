import type { ClientView } from "#lib/clients/find-clients";
import type { Place } from "#lib/usage/refusal-words";

export const endpointNames: Record<string, string> = {
  authorization: "Authorization endpoint",
  token: "Token endpoint",
  device_authorization: "Device authorization endpoint",
  revocation: "Revocation endpoint",
  introspection: "Introspection endpoint",
};

const labels: Record<Place, string> = {
  state: "Overview",
  overview: "How a request has to look",
  grants: "Grants",
  "redirect-uris": "Redirect URIs",
  scopes: "Scopes",
  type: "Type",
  secrets: "Secrets",
};

/** The setting that would change it (R62), for whoever may change it; the page of the client for others. */
export function wayTo(place: Place, { clientId, may }: Pick<ClientView, "clientId" | "may">): { href: string; label: string } {
  const path = `/clients/${clientId}`;
  if (place === "secrets") return { href: `${path}/secrets`, label: labels.secrets };
  if (place === "overview" || place === "state") return { href: path, label: labels[place] };
  if (!may.includes("change")) return { href: path, label: labels.state };
  return { href: `${path}/settings#${place}`, label: `Settings: ${labels[place]}` };
}
