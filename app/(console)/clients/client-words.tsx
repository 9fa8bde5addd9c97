import { relativeTime } from "#components/ui/relative-time";
import { Status } from "#components/ui/status";
import { valueWords } from "#lib/audit/value-words";
import type { ClientAbility } from "#lib/clients/client-abilities";
import type { ClientView } from "#lib/clients/find-clients";
import { missingParts, type Part, stopsSoon } from "#lib/clients/readiness";

export const grantNames = valueWords.grants;
export const typeNames = valueWords.type;

type PartWords = { done: string; missing: string; text: string; href: string; link: string; needs: ClientAbility };

/** A part of what a client needs: how it reads when it is there, when it is missing, and the way to mend it. */
export function partWords(part: Part, client: ClientView): PartWords {
  const path = `/clients/${client.clientId}`;
  switch (part) {
    case "redirect_uri":
      return {
        done: "It has a redirect URI.",
        missing: "Add a redirect URI",
        text: "After signing in, people are sent back to the application at this address. Whoever builds it knows the address.",
        href: `${path}/settings#redirect-uris`,
        link: "Add redirect URIs",
        needs: "change",
      };
    case "grant":
      return {
        done: `It may use ${client.grants.map((grant) => grantNames[grant]).join(", ")}.`,
        missing: "Switch on how it obtains tokens",
        text: grantAdvice(client),
        href: `${path}/settings#grants`,
        link: "Choose the grants",
        needs: "change",
      };
    case "activation":
      return {
        done: "It is activated.",
        missing: "Activate it",
        text: `It is a draft: nothing works with it yet.${client.type === "confidential" ? " Activating it shows its secret, once." : ""}`,
        href: `${path}/activate`,
        link: "Activate…",
        needs: "activate",
      };
    case "secret":
      return {
        done: "It has a secret.",
        missing: "Add a secret",
        text: "It has no live secret, so the token service refuses it.",
        href: `${path}/secrets/new`,
        link: "Add a secret",
        needs: "issue_secret",
      };
  }
}

function grantAdvice({ owner, type, redirectUris }: ClientView): string {
  const code =
    redirectUris.length > 0 ? "For people who sign in: Authorization Code." : "For people who sign in: Authorization Code, once it has a redirect URI.";
  if (type === "public") return `${code} For a TV or another device: Device Authorization.`;
  return owner === null ? code : `${code} A job without a person needs no redirect URI: client credentials are enough.`;
}

export function ClientStatus({ client, now = new Date() }: { client: ClientView; now?: Date }) {
  if (client.deletedAt) return <Status state="deleted" />;
  if (client.state !== "active") return <Status state={client.state} />;
  if (missingParts(client).length > 0) return <Status state="not-ready" />;
  if (client.stopsAt && stopsSoon(client, now)) return <Status state="expiring">Secret ends {relativeTime(client.stopsAt, now)}</Status>;
  return <Status state="active" />;
}
