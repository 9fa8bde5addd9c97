import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { lockClient, subjectOf } from "#lib/clients/lock-client";
import type { DeleteClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { refuseUntypedName } from "#lib/errors";

/**
 * Deletes a client for 30 days, then for good. What it was given ends now and does not come back with it (R11).
 * @throws DomainError `not_found`; `forbidden`; `invalid` when its name was not typed.
 */
export async function deleteClient(actor: Actor, input: DeleteClientInput): Promise<{ clientId: string; name: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "delete", input.clientId);
    if (client.deletedAt) return { clientId: client.clientId, name: client.name };
    refuseUntypedName(client, input.typedName, `Type the client's name, “${client.name}”, to delete it.`);
    const deletedAt = new Date();
    await tx.client.update({ where: { clientId: client.clientId }, data: { deletedAt, version: { increment: 1 } } });
    await tx.oidcArtifact.updateMany({ where: { clientId: client.clientId, revokedAt: null }, data: { revokedAt: deletedAt } });
    await recordEvent(tx, actor, { action: "client.deleted", ...subjectOf(client), before: { deletedAt: null }, after: { deletedAt } });
    return { clientId: client.clientId, name: client.name };
  });
}
