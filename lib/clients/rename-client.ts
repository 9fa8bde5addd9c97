import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import type { RenameClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { tellOfNewName } from "#lib/notifications/tell-of-new-name";

/** @throws DomainError `not_found`; `forbidden`; `conflict` when the client changed since, or is deleted. */
export async function renameClient(actor: Actor, input: RenameClientInput): Promise<{ clientId: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "change", input.clientId, input.version);
    refuseDeleted(client);
    if (client.name === input.name) return { clientId: client.clientId };
    const renamed = await tx.client.update({
      where: { clientId: client.clientId },
      data: { name: input.name, isNameGenerated: false, version: { increment: 1 } },
    });
    await tellOfNewName(tx, client, renamed.name);
    await recordEvent(tx, actor, { action: "client.renamed", ...subjectOf(renamed), before: { name: client.name }, after: { name: renamed.name } });
    return { clientId: client.clientId };
  });
}
