import type { PoolClient } from "pg";

type Remains = { table: string; where: string };

// A client can be restored for 30 days (R11); what hangs on it goes with it.
const remains: Remains[] = [
  { table: "session", where: "expires_at < now() - interval '7 days' or ended_at < now() - interval '7 days'" },
  { table: "one_time_link", where: "expires_at < now() - interval '7 days' or used_at < now() - interval '7 days'" },
  { table: "idempotency_key", where: "created_at < now() - interval '1 day'" },
  { table: "oidc_artifact", where: "expires_at < now() - interval '1 day'" },
  { table: "client", where: "deleted_at < now() - interval '30 days'" },
];

const BATCH = 1_000;
const MOST_BATCHES = 100;

type WithClient = <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;

/**
 * Deletes what nobody can use any more, in batches that hold no lock for long. What one run leaves, the next one takes.
 * @returns how many rows of each table went.
 */
export async function purge(withClient: WithClient, signal?: AbortSignal): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  for (const { table, where } of remains) {
    gone[table] = 0;
    for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch++) {
      const deleted = await withClient((client) => deleteBatch(client, table, where));
      gone[table] += deleted;
      if (deleted < BATCH) break;
    }
  }
  return gone;
}

async function deleteBatch(client: PoolClient, table: string, where: string): Promise<number> {
  const { rowCount } = await client.query(`delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${BATCH}))`);
  return rowCount ?? 0;
}
