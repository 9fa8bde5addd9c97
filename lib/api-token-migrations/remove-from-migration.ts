import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import type { RemoveFromMigrationInput } from "#lib/api-token-migrations/schemas";
import { recordEvent } from "#lib/audit/record-event";
import { findPartnerClient } from "#lib/bulk-jobs/find-partner-client";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";

/** Takes a tenant off the list; what is enabled for it stays. @throws DomainError `forbidden`; `not_found`. */
export async function removeFromMigration(actor: Actor, { clientId, tenantId }: RemoveFromMigrationInput): Promise<{ company: string }> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const client = await findPartnerClient(tx, clientId);
    const { count } = await tx.apiTokenMigration.deleteMany({ where: { clientId, tenantId } });
    if (count === 0) throw notFound("This tenant of the list");
    const { name: company } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
    await recordEvent(tx, actor, { action: "migration.removed", ...subjectOf(client), before: { company } });
    return { company };
  });
}
