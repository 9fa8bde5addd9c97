import type { PoolClient } from "pg";

/** Notes which tenants have moved from API tokens, before what shows it is purged (R42). */
export async function noteReauthenticated(withClient: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>): Promise<number> {
  const { rowCount } = await withClient((client) =>
    client.query(`
      update api_token_migration migration set reauthenticated_at = first.at
      from (select client_id, tenant_id, (
          select min(created_at) from oidc_artifact
          where client_id = waiting.client_id and tenant_id = waiting.tenant_id
            and (kind in ('AccessToken', 'RefreshToken') or (kind = 'AuthorizationCode' and consumed_at is not null))
        ) as at from api_token_migration waiting where reauthenticated_at is null) first
      where first.at is not null and migration.client_id = first.client_id and migration.tenant_id = first.tenant_id`),
  );
  return rowCount ?? 0;
}
