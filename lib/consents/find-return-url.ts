import { type SignedInActor, scopeOf } from "#lib/access/actor";
import type { Ticket } from "#lib/consents/answer-prompt";
import { readAskedHost } from "#lib/consents/asked-host";
import { asScope } from "#lib/db/as-scope";
import { endpoints, returnUrl } from "#lib/endpoints";
import { sha256 } from "#lib/random";

/** Where a browser goes on after a prompt: to the host at which its request began. */
export async function findReturnUrl(actor: SignedInActor, { interaction, ticket }: Ticket): Promise<string> {
  const host = actor.kind === "staff" ? null : await asScope(scopeOf(actor), (tx) => readAskedHost(tx, sha256(interaction)));
  return returnUrl(host?.issuer ?? endpoints().issuer, interaction, ticket);
}
