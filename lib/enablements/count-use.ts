import type { Tx } from "#lib/db/as-scope";
import type { EnablementInput } from "#lib/enablements/schemas";

/** What a partner client has in one company now: what stops when it is disabled there. */
export type Use = { liveGrants: number; people: number; lastTokenAt: Date | null };
type Row = { client_id: string; tenant_id: string; live_grants: bigint; people: bigint; last_token_at: Date | null };

/** For each pair, in the order given. In SQL: a count by Prisma reads the columns that this role may not. */
export async function countUse(tx: Tx, pairs: EnablementInput[]): Promise<Use[]> {
  const [clientIds, tenantIds] = [pairs.map(({ clientId }) => clientId), pairs.map(({ tenantId }) => tenantId)];
  const rows = await tx.$queryRaw<Row[]>`
    select pair.client_id, pair.tenant_id, granted.live_grants, issued.last_token_at, allowed.people
    from unnest(${clientIds}::text[], ${tenantIds}::uuid[]) as pair (client_id, tenant_id)
      cross join lateral (select count(*) as live_grants from oidc_artifact
        where client_id = pair.client_id and tenant_id = pair.tenant_id and kind = 'Grant'
          and revoked_at is null and (expires_at is null or expires_at > now())) granted
      cross join lateral (select max(created_at) as last_token_at from oidc_artifact
        where client_id = pair.client_id and tenant_id = pair.tenant_id and kind in ('AccessToken', 'RefreshToken')) issued
      cross join lateral (select count(distinct person_id) as people from consent
        where client_id = pair.client_id and tenant_id = pair.tenant_id and revoked_at is null) allowed`;
  return pairs.map(({ clientId, tenantId }) => {
    const row = rows.find((each) => each.client_id === clientId && each.tenant_id === tenantId);
    return { liveGrants: Number(row?.live_grants ?? 0), people: Number(row?.people ?? 0), lastTokenAt: row?.last_token_at ?? null };
  });
}
