import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import type { ImportMigrationInput } from "#lib/api-token-migrations/schemas";
import { recordEvent } from "#lib/audit/record-event";
import { findPartnerClient } from "#lib/bulk-jobs/find-partner-client";
import type { Unmatched } from "#lib/bulk-jobs/plan-bulk-job";
import { selectListed } from "#lib/bulk-jobs/select-tenants";
import { entriesOf } from "#lib/bulk-jobs/tenant-list";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";

export type ImportedMigration = {
  added: number;
  /** Were on the list. */
  known: number;
  /** Names of tenants of the other environment, where this client cannot be used (R47). */
  elsewhere: string[];
  unmatched: Unmatched[];
};

/**
 * Adds tenants to those that still use API tokens with a partner's integration (R42). Whoever is on the list stays as they are.
 * @throws DomainError `forbidden`; `not_found`; `invalid` when nothing was pasted.
 */
export async function importMigration(actor: Actor, input: ImportMigrationInput): Promise<ImportedMigration> {
  authorize(actor, "enablement.manage");
  const entries = entriesOf(input.tenants);
  return asScope(scopeOf(actor), async (tx) => {
    const client = await findPartnerClient(tx, input.clientId);
    if (entries.length === 0) throw new DomainError("invalid", "Paste the slugs, IDs or names of the companies, one a line.", "tenants");
    const [imported] = await tx.$queryRaw<ImportedMigration[]>`
      with ${selectListed(entries, client.environment)},
      placed as (select tenant.id, tenant.name, tenant.environment = ${client.environment}::environment as fits from found join tenant on tenant.id = tenant_id),
      added as (
        insert into api_token_migration (client_id, tenant_id) select ${input.clientId}, id from placed where fits on conflict do nothing returning tenant_id
      )
      select (select count(*)::int from added) as added,
        (select count(*)::int from placed where fits) - (select count(*)::int from added) as known,
        (select coalesce(jsonb_agg(name order by name), '[]') from placed where not fits) as elsewhere,
        (select coalesce(jsonb_agg(jsonb_build_object('text', text, 'hits', hits) order by no), '[]') from unmatched) as unmatched`;
    if (!imported) throw new Error("a query without groups has one row");
    if (imported.added > 0) await recordEvent(tx, actor, { action: "migration.imported", ...subjectOf(client), after: { companies: imported.added } });
    return imported;
  });
}
