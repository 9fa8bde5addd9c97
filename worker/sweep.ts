import type { PoolClient } from "pg";

type WithClient = <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;
/** Tokens of a client; with a company, those in it. */
type Orphans = { client_id: string; tenant_id: string | null };

// No foreign key holds a token to its client and its company: a check at each would cost more than this. The index on both is stepped through
// from one value to the next, so what it costs grows with clients and companies and not with tokens.
const FIND = `
  with recursive of_client (client_id) as (
    (select client_id from oidc_artifact where client_id is not null order by client_id limit 1)
    union all
    select next.client_id from of_client cross join lateral (
      select client_id from oidc_artifact where client_id > of_client.client_id order by client_id limit 1) next
  ), pair (client_id, tenant_id) as (
    select of_client.client_id, first.tenant_id from of_client cross join lateral (
      select tenant_id from oidc_artifact where client_id = of_client.client_id and tenant_id is not null order by tenant_id limit 1) first
    union all
    select pair.client_id, next.tenant_id from pair cross join lateral (
      select tenant_id from oidc_artifact where client_id = pair.client_id and tenant_id > pair.tenant_id order by tenant_id limit 1) next
  )
  select client_id, null::uuid as tenant_id from of_client where not exists (select from client where client.client_id = of_client.client_id)
  union all
  select client_id, tenant_id from pair where not exists (select from tenant where id = pair.tenant_id)`;

const BATCH = 2_000;
const DELETE = `
  delete from oidc_artifact where ctid = any (array(
    select ctid from oidc_artifact where client_id = $1 and ($2::uuid is null or tenant_id = $2) limit ${BATCH}))`;

// Nobody's account is a rare thing, and no index leads there: all tokens are looked at.
const DELETE_OF_NOBODY = `
  delete from oidc_artifact where ctid = any (array(
    select token.ctid from oidc_artifact token
    where account_id not like 'service_account:%' and not exists (select from person where person.id::text = account_id) limit ${BATCH}))`;

/**
 * Deletes tokens whose client, company or person is gone: none of them works any more. Asked for after each deletion of a company, for what requests wrote
 * in that moment, and once a night.
 * @returns how many went.
 */
export async function sweep(withClient: WithClient, signal?: AbortSignal): Promise<number> {
  const { rows } = await withClient((client) => client.query<Orphans>(FIND));
  let gone = 0;
  const deleteAll = async (text: string, values: unknown[]) => {
    for (let deleted = BATCH; deleted === BATCH && !signal?.aborted; gone += deleted) {
      deleted = (await withClient((client) => client.query(text, values))).rowCount ?? 0;
    }
  };
  for (const { client_id, tenant_id } of rows) await deleteAll(DELETE, [client_id, tenant_id]);
  await deleteAll(DELETE_OF_NOBODY, []);
  return gone;
}
