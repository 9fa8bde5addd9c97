import type { PoolClient } from "pg";
import type { Env } from "#lib/env";

type Kept = Pick<Env, Extract<keyof Env, `${string}_RETENTION_DAYS`>>;
type Remains = { table: string; where: string; name?: string; keptDays?: number | undefined };

/** `$1` is how many days it is kept, as the settings say. */
const remains = (kept: Kept): Remains[] => [
  { table: "session", where: "least(expires_at, ended_at) < now() - $1 * interval '1 day'", keptDays: kept.SESSION_RETENTION_DAYS },
  { table: "one_time_link", where: "least(expires_at, used_at) < now() - $1 * interval '1 day'", keptDays: kept.SESSION_RETENTION_DAYS },
  { table: "idempotency_key", where: "created_at < now() - interval '1 day'" },
  // It can be restored for 30 days (R11); what hangs on it goes with it.
  { table: "client", where: "deleted_at < now() - interval '30 days'" },
  { table: "interaction_decision", where: "created_at < now() - interval '1 day'" },
  { table: "device_decision", where: "created_at < now() - interval '1 day'" },
  { table: "rate_limit", where: "expire < extract(epoch from now()) * 1000" },
  { table: "refused_request", where: "at < now() - $1 * interval '1 day'", keptDays: kept.REFUSED_REQUEST_RETENTION_DAYS },
  { table: "webhook_delivery", where: "created_at < now() - $1 * interval '1 day'", keptDays: kept.WEBHOOK_MESSAGE_RETENTION_DAYS },
  { table: "notification", where: "created_at < now() - $1 * interval '1 day'", keptDays: kept.NOTIFICATION_RETENTION_DAYS },
  { table: "usage_day", where: "day < current_date - $1::int", keptDays: kept.USAGE_RETENTION_DAYS },
  // What waits for an answer stays, however old.
  {
    table: "integration_request",
    where: "state <> 'open' and coalesce(decided_at, expires_at) < now() - $1 * interval '1 day'",
    keptDays: kept.REQUEST_RETENTION_DAYS,
  },
  {
    table: "hand_over",
    where: `coalesce(decided_at, withdrawn_at, used_at, expires_at) < now() - $1 * interval '1 day'
      and (submission is null or decided_at is not null or withdrawn_at is not null)`,
    keptDays: kept.HAND_OVER_RETENTION_DAYS,
  },
  {
    table: "bulk_job",
    where: "state <> 'running' and coalesce(finished_at, created_at) < now() - $1 * interval '1 day'",
    keptDays: kept.BULK_JOB_RETENTION_DAYS,
  },
  ...ofTheRecord(kept.AUDIT_RETENTION_DAYS),
  // What anybody may leave, who has no account: it goes as soon as nobody can answer it.
  { name: "prompts", table: "oidc_artifact", where: "expires_at < now() - interval '10 minutes' and kind in ('Interaction', 'DeviceCode')" },
  // For a day, an expired token is told from one that never was (R52).
  { table: "oidc_artifact", where: "expires_at < now() - interval '1 day'" },
];

// Without the setting it is kept for ever. The oldest have the lowest ids: to find them by their time would read all of it each time.
function ofTheRecord(keptDays: number | undefined): Remains[] {
  const oldest = `select id from (select id, at from audit_event order by id limit ${BATCH}) oldest where at < now() - $1 * interval '1 day'`;
  return keptDays === undefined ? [] : [{ table: "audit_event", where: `id = any (array(${oldest}))`, keptDays }];
}

const BATCH = 2_000;
// It runs every five minutes, and gives way to the next run.
const MOST_SECONDS = 240;

// Their prompts say so already; marked, somebody can ask anew.
const EXPIRE_REQUESTS = "update integration_request set state = 'expired' where state = 'open' and expires_at < now()";

type WithClient = <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;

/**
 * Deletes what nobody can use any more, in batches that hold no lock for long. What one run leaves, the next one takes.
 * @returns how many rows of each kind went.
 */
export async function purge(withClient: WithClient, kept: Kept, signal?: AbortSignal): Promise<Record<string, number>> {
  const gone: Record<string, number> = {};
  const until = performance.now() + MOST_SECONDS * 1000;
  await withClient((client) => client.query(EXPIRE_REQUESTS));
  for (const each of remains(kept)) {
    const name = each.name ?? each.table;
    gone[name] = 0;
    while (performance.now() < until && !signal?.aborted) {
      const deleted = await withClient((client) => deleteBatch(client, each));
      gone[name] += deleted;
      if (deleted < BATCH) break;
    }
  }
  return gone;
}

async function deleteBatch(client: PoolClient, { table, where, keptDays }: Remains): Promise<number> {
  const { rowCount } = await client.query(
    `delete from ${table} where ctid = any(array(select ctid from ${table} where ${where} limit ${BATCH}))`,
    keptDays === undefined ? [] : [keptDays],
  );
  return rowCount ?? 0;
}
