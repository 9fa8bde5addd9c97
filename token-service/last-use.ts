import type { Logger } from "#lib/log";
import type { Database } from "./database.ts";

const FLUSH_EVERY_MS = 1_000;
const MOST_REMEMBERED = 10_000;
// A row is written at most this often, however busy its client is.
const NOTE_LAST_USE = {
  name: "note-last-use",
  text: `
    with used as (select * from unnest($1::text[], $2::uuid[], $3::timestamptz[]) as used (client_id, secret_id, at)),
    secrets as (
      update client_secret set last_used_at = at from used
      where id = secret_id and (last_used_at is null or last_used_at < at - interval '15 seconds')
    )
    update client set last_used_at = at
    from (select client_id, max(at) as at from used group by client_id) used
    where client.client_id = used.client_id and (last_used_at is null or last_used_at < at - interval '15 seconds')`,
};

export type LastUse = { note(clientId: string, secretId: string): void; stop(): Promise<void> };

/** Writes when secrets and clients were last used (R57), in batches beside the requests: it can neither slow nor fail one. */
export function createLastUse(database: Database, log: Logger): LastUse {
  const used = new Map<string, { clientId: string; at: Date }>();
  const timer = setInterval(flush, FLUSH_EVERY_MS);
  timer.unref();

  async function flush(): Promise<void> {
    if (used.size === 0) return;
    const batch = [...used].sort(([a], [b]) => (a < b ? -1 : 1));
    used.clear();
    const clientIds = batch.map(([, { clientId }]) => clientId);
    const secretIds = batch.map(([secretId]) => secretId);
    const times = batch.map(([, { at }]) => at);
    await database.query(NOTE_LAST_USE, [clientIds, secretIds, times]).catch((error: unknown) => {
      log.warn({ err: error, secrets: batch.length }, "could not write when these secrets were last used");
    });
  }

  return {
    note(clientId, secretId) {
      if (used.size < MOST_REMEMBERED || used.has(secretId)) used.set(secretId, { clientId, at: new Date() });
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
