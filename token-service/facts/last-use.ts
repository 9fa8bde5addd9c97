import { createBatch } from "./batch.ts";

type LastUse = { clientId: string; secretId: string; at: Date };

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

/** When secrets and clients were last used (R57), by the secret. */
export function createLastUse() {
  return createBatch<LastUse>({
    name: "when secrets were last used",
    most: 10_000,
    merge: (_waiting, next) => next,
    statements: (facts) => [
      { statement: NOTE_LAST_USE, values: [facts.map(({ clientId }) => clientId), facts.map(({ secretId }) => secretId), facts.map(({ at }) => at)] },
    ],
  });
}
