import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { findPartnerClient } from "#lib/bulk-jobs/find-partner-client";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import { Prisma } from "#prisma/generated/client";

/** Still on API tokens and not enabled; enabled, and not yet authorized again; has got a token of this client. */
export const migrationStates = ["api_tokens", "enabled", "reauthenticated"] as const;
export type MigrationState = (typeof migrationStates)[number];
export type MigrationView = { tenantId: string; name: string; slug: string; state: MigrationState; importedAt: Date; reauthenticatedAt: Date | null };

const PAGE_SIZE = 50;

/** How far the list of a client is. @throws DomainError `forbidden`; `not_found` for what is no partner's client. */
export async function countMigration(actor: Actor, clientId: string): Promise<Record<MigrationState, number>> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    await findPartnerClient(tx, clientId);
    const rows = await tx.$queryRaw<{ state: MigrationState; tenants: number }[]>`
      with ${progressOf(clientId)} select state, count(*)::int as tenants from progress group by 1`;
    const counts = { api_tokens: 0, enabled: 0, reauthenticated: 0 };
    for (const { state, tenants } of rows) counts[state] = tenants;
    return counts;
  });
}

/** The tenants of the list, the newest tenants first; those of one state. @throws DomainError `forbidden`. */
export async function findMigration(actor: Actor, filter: { clientId: string; state?: MigrationState }, request: PageRequest): Promise<Page<MigrationView>> {
  authorize(actor, "enablement.manage");
  if (!isClientId(filter.clientId)) return { rows: [], newer: null, older: null };
  const ofState = filter.state ? Prisma.sql`state = ${filter.state}` : Prisma.sql`true`;
  const pageKey = uuidKey((row: MigrationView) => row.tenantId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) => {
    const after = than === "lt" ? Prisma.sql`tenant_id < ${key}::uuid` : Prisma.sql`tenant_id > ${key}::uuid`;
    const sorted = order === "asc" ? Prisma.sql`tenant_id` : Prisma.sql`tenant_id desc`;
    return asScope(
      scopeOf(actor),
      (tx) => tx.$queryRaw<MigrationView[]>`
        with ${progressOf(filter.clientId)} ${columns} where ${ofState} and ${key === null ? Prisma.sql`true` : after} order by ${sorted} limit ${take}`,
    );
  });
}

/** All of them, in the order of their names: for a file. @throws DomainError `forbidden`. */
export async function findWholeMigration(actor: Actor, { clientId }: { clientId: string }): Promise<MigrationView[]> {
  authorize(actor, "enablement.manage");
  if (!isClientId(clientId)) return [];
  return asScope(scopeOf(actor), (tx) => tx.$queryRaw<MigrationView[]>`with ${progressOf(clientId)} ${columns} order by tenant.name, tenant.slug`);
}

const columns = Prisma.sql`
  select tenant_id as "tenantId", tenant.name, tenant.slug, state, imported_at as "importedAt", reauthenticated_at as "reauthenticatedAt"
  from progress join tenant on tenant.id = tenant_id`;

/**
 * A tenant has moved when an authorization of this client there has led to a token: a partner's client gets none in another way.
 * What the token service keeps of it goes after some days, so the worker notes it before.
 */
function progressOf(clientId: string): Prisma.Sql {
  return Prisma.sql`
    moved as (
      select tenant_id, imported_at, coalesce(
        reauthenticated_at,
        (select created_at from service_account where client_id = migration.client_id and tenant_id = migration.tenant_id),
        (select min(created_at) from oidc_artifact
          where client_id = migration.client_id and tenant_id = migration.tenant_id
            and (kind in ('AccessToken', 'RefreshToken') or (kind = 'AuthorizationCode' and consumed_at is not null)))
      ) as reauthenticated_at
      from api_token_migration migration where client_id = ${clientId}
    ),
    progress as (
      select moved.*, case when reauthenticated_at is not null then 'reauthenticated'
        when exists (select from enablement where client_id = ${clientId} and enablement.tenant_id = moved.tenant_id) then 'enabled'
        else 'api_tokens' end as state
      from moved
    )`;
}
