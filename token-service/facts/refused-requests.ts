import { isClientId } from "#lib/clients/schemas";
import type { RefusalEndpoint, RefusalReason } from "#lib/usage/refusal-reasons";
import { createBatch } from "./batch.ts";

/** `isKnown`: the client was found, and is not only named by whoever asks. */
export type RefusedRequest = { clientId: string; isKnown: boolean; endpoint: RefusalEndpoint; error: string; reason: RefusalReason; value: string };
type Counted = Omit<RefusedRequest, "isKnown"> & { at: Date; minute: number; times: number };

/** Rows of a client; older ones go. */
export const MOST_KEPT = 50;
/** Different ones of a client in a minute, in one instance. */
export const MOST_A_MINUTE = 10;
// Names can be made up at will, and must not take the place of clients.
const MOST_CLIENTS_A_MINUTE = 5_000;
const MOST_NAMES_A_MINUTE = 500;

const KEEP = {
  name: "keep-refused-requests",
  // What names no client of ours is left out: the log has it.
  text: `
    insert into refused_request (client_id, at, minute, times, endpoint, error, reason, value)
    select client_id, refused.at, minute, times, endpoint, error, reason, value
    from unnest($1::text[], $2::timestamptz[], $3::int[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[]) with ordinality
      as refused (client_id, at, minute, times, endpoint, error, reason, value, number) join client using (client_id)
    order by number
    on conflict (client_id, minute, endpoint, error, reason, value)
      do update set times = refused_request.times + excluded.times, at = greatest(refused_request.at, excluded.at)`,
};
const FORGET_OLDER = {
  name: "forget-refused-requests",
  text: `
    delete from refused_request using unnest($1::text[]) as refused (client_id)
    where refused_request.client_id = refused.client_id
      and id <= (select id from refused_request of_client where of_client.client_id = refused.client_id order by id desc offset $2 limit 1)`,
};

/**
 * The last refused requests of each client, with the reason (R62). Anybody can cause them, so repeats within a minute are counted,
 * and a client has few different ones in a minute and few in all.
 */
export function createRefusedRequests() {
  const batch = createBatch<Counted>({
    name: "refused requests",
    most: 20_000,
    merge: (waiting, { at, times }) => ({ ...waiting, at, times: waiting.times + times }),
    statements: (facts) => [
      {
        statement: KEEP,
        values: (["clientId", "at", "minute", "times", "endpoint", "error", "reason", "value"] as const).map((column) => facts.map((fact) => fact[column])),
      },
      { statement: FORGET_OLDER, values: [[...new Set(facts.map(({ clientId }) => clientId))].sort(), MOST_KEPT] },
    ],
  });
  const [known, named] = [createMinute(MOST_CLIENTS_A_MINUTE), createMinute(MOST_NAMES_A_MINUTE)];
  return {
    ...batch,
    keep({ isKnown, ...refused }: RefusedRequest, at: Date): void {
      if (!isClientId(refused.clientId)) return;
      const minute = Math.floor(at.getTime() / 60_000);
      const key = [refused.clientId, minute, refused.endpoint, refused.error, refused.reason, refused.value].join(" ");
      if ((isKnown ? known : named).hasRoomFor(refused.clientId, minute, key)) batch.note(key, { ...refused, at, minute, times: 1 });
    },
  };
}

/** What the current minute has seen of each client. */
function createMinute(mostClients: number) {
  const seen = new Map<string, Set<string>>();
  let current = 0;
  return {
    hasRoomFor(clientId: string, minute: number, key: string): boolean {
      if (minute !== current) seen.clear();
      current = minute;
      const keys = seen.get(clientId) ?? new Set();
      if (keys.has(key)) return true;
      if (keys.size >= MOST_A_MINUTE || (keys.size === 0 && seen.size >= mostClients)) return false;
      seen.set(clientId, keys.add(key));
      return true;
    },
  };
}
