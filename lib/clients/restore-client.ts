import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { lockClient, subjectOf } from "#lib/clients/lock-client";
import { RESTORABLE_DAYS, restorableUntil } from "#lib/clients/restorable";
import type { ClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

/** @throws DomainError `not_found`, `forbidden`, or `conflict` after 30 days. */
export async function restoreClient(actor: Actor, input: ClientInput): Promise<{ clientId: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "delete", input.clientId);
    if (!client.deletedAt) return { clientId: client.clientId };
    if (restorableUntil(client.deletedAt) < new Date()) {
      throw new DomainError("conflict", `This client was deleted more than ${RESTORABLE_DAYS} days ago and cannot be restored.`);
    }
    // A token that was issued in the very moment of the deletion must not come back either.
    await tx.oidcArtifact.updateMany({ where: { clientId: client.clientId, revokedAt: null }, data: { revokedAt: new Date() } });
    await tx.client.update({ where: { clientId: client.clientId }, data: { deletedAt: null, version: { increment: 1 } } });
    await recordEvent(tx, actor, { action: "client.restored", ...subjectOf(client), before: { deletedAt: client.deletedAt }, after: { deletedAt: null } });
    return { clientId: client.clientId };
  });
}
