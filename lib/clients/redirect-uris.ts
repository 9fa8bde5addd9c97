import { checkRedirectUris, matchOf, type RedirectUriContext } from "#lib/clients/redirect-uri";
import type { Tx } from "#lib/db/as-scope";

/** What was refused, one sentence for each: which URI, why, and the rule (R33). Empty when all are good. */
export function redirectUriErrors(uris: string[], context: RedirectUriContext): string[] {
  return checkRedirectUris(uris, context).flatMap((issues, index) =>
    issues.filter(({ level }) => level === "error").map(({ message, rule }) => `${shown(uris[index])} ${message} (Rule ${rule})`),
  );
}

// A sentence must stay readable whatever was pasted.
function shown(uri = ""): string {
  return `“${uri.length > 80 ? `${uri.slice(0, 80)}…` : uri}”:`;
}

/** Stored to the letter (R35), in the order given. */
export async function addRedirectUris(tx: Tx, clientId: string, uris: string[]): Promise<void> {
  const now = Date.now();
  await tx.redirectUri.createMany({ data: uris.map((uri, index) => ({ clientId, uri, match: matchOf(uri), createdAt: new Date(now + index) })) });
}
