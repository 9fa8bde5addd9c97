import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { lockClient, refuseDeleted } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { type CreatedHandOver, createHandOverLink } from "#lib/hand-overs/create-link";
import type { CreateRedirectUrisLinkInput } from "#lib/hand-overs/schemas";

/**
 * Makes a link on which a partner fills in their redirect URIs; nothing of it counts until staff take it over (R34).
 * @throws DomainError `forbidden`, `not_found`, or `conflict` when the client is deleted.
 */
export async function createRedirectUrisLink(actor: Actor, { clientId, ...input }: CreateRedirectUrisLinkInput): Promise<CreatedHandOver> {
  authorize(actor, "partner_client.change");
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "change", clientId);
    refuseDeleted(client);
    return createHandOverLink(tx, actor, client, { kind: "redirect_uris", ...input });
  });
}
