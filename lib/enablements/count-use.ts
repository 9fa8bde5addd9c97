import type { Tx } from "#lib/db/as-scope";
import type { EnablementInput } from "#lib/enablements/schemas";

/** What a partner client has in one company now: what stops when it is disabled there. */
export type Use = { liveGrants: number; people: number; lastTokenAt: Date | null; serviceAccountSince: Date | null };
export const NO_USE: Use = { liveGrants: 0, people: 0, lastTokenAt: null, serviceAccountSince: null };

type Row = { client_id: string; tenant_id: string; live_grants: bigint; people: bigint; last_token_at: Date | null; service_account_since: Date | null };

/** For each pair, in the order given. In SQL: a count by Prisma reads the columns that this role may not. */
export async function countUse(tx: Tx, pairs: EnablementInput[]): Promise<Use[]> {
  const [clientIds, tenantIds] = [pairs.map(({ clientId }) => clientId), pairs.map(({ tenantId }) => tenantId)];
  const rows = await tx.$queryRaw<Row[]>`
    select pair.client_id, pair.tenant_id, granted.live_grants, issued.last_token_at, allowed.people, service_account.created_at as service_account_since
    from unnest(${clientIds}::text[], ${tenantIds}::uuid[]) as pair (client_id, tenant_id)
      cross join lateral (select count(*) as live_grants from oidc_artifact
        where client_id = pair.client_id and tenant_id = pair.tenant_id and kind = 'Grant'
          and revoked_at is null and (expires_at is null or expires_at > now())) granted
      cross join lateral (select max(created_at) as last_token_at from oidc_artifact
        where client_id = pair.client_id and tenant_id = pair.tenant_id and kind in ('AccessToken', 'RefreshToken')) issued
      cross join lateral (select count(distinct person_id) as people from consent
        where client_id = pair.client_id and tenant_id = pair.tenant_id and revoked_at is null) allowed
      left join service_account on service_account.client_id = pair.client_id and service_account.tenant_id = pair.tenant_id`;
  return pairs.map(({ clientId, tenantId }) => {
    const row = rows.find((each) => each.client_id === clientId && each.tenant_id === tenantId);
    if (!row) return NO_USE;
    const { live_grants, people, last_token_at: lastTokenAt, service_account_since: serviceAccountSince } = row;
    return { liveGrants: Number(live_grants), people: Number(people), lastTokenAt, serviceAccountSince };
  });
}
