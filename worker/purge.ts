import type { PoolClient } from "pg";

type Remains = { table: string; where: string; name?: string };

// A client can be restored for 30 days (R11); what hangs on it goes with it.
const remains: Remains[] = [
  { table: "session", where: "expires_at < now() - interval '7 days' or ended_at < now() - interval '7 days'" },
  { table: "one_time_link", where: "expires_at < now() - interval '7 days' or used_at < now() - interval '7 days'" },
  { table: "idempotency_key", where: "created_at < now() - interval '1 day'" },
  { table: "client", where: "deleted_at < now() - interval '30 days'" },
  { table: "interaction_decision", where: "created_at < now() - interval '1 day'" },
  { table: "device_decision", where: "created_at < now() - interval '1 day'" },
  { table: "rate_limit", where: "expire < extract(epoch from now()) * 1000" },
  { table: "refused_request", where: "at < now() - interval '30 days'" },
  { table: "webhook_delivery", where: "created_at < now() - interval '30 days'" },
  { table: "notification", where: "created_at < now() - interval '180 days'" },
  { table: "usage_day", where: "day < current_date - 400" },
  // What anybody may leave, who has no account: it goes as soon as nobody can answer it.
  { name: "prompts", table: "oidc_artifact", where: "expires_at < now() - interval '10 minutes' and kind in ('Interaction', 'DeviceCode')" },
  // For a day, an expired token is told from one that never was (R52).
  { table: "oidc_artifact", where: "expires_at < now() - interval '1 day'" },
];

const BATCH = 2_000;
// It runs every five minutes, and gives way to the next run.
const MOST_SECONDS = 240;

type WithClient = <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;

/**
 * Deletes what nobody can use any more, in batches that hold no lock for long. What one run leaves, the next one takes.
 * @returns how many rows of each kind went.
 */
export async function purge(withClient: WithClient, signal?: AbortSignal): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  const until = performance.now() + MOST_SECONDS * 1000;
  for (const { table, where, name = table } of remains) {
    gone[name] = 0;
    while (performance.now() < until && !signal?.aborted) {
      const deleted = await withClient((client) => deleteBatch(client, table, where));
      gone[name] += deleted;
      if (deleted < BATCH) break;
    }
  }
  return gone;
}

async function deleteBatch(client: PoolClient, table: string, where: string): Promise<number> {
  const { rowCount } = await client.query(`delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${BATCH}))`);
  return rowCount ?? 0;
}
