import { createBatch } from "./batch.ts";

type IssuedTokens = { clientId: string; day: string; tokens: number };

const COUNT_TOKENS = {
  name: "count-tokens",
  // A client that is gone meanwhile is left out.
  text: `
    insert into usage_day (client_id, day, tokens)
    select client_id, day, tokens
    from unnest($1::text[], $2::date[], $3::int[]) with ordinality as issued (client_id, day, tokens, number) join client using (client_id)
    order by number
    on conflict (client_id, day) do update set tokens = usage_day.tokens + excluded.tokens`,
};

/** How many tokens each client was issued on each day in UTC (R57). Several instances add to one number. */
export function createUsage() {
  const batch = createBatch<IssuedTokens>({
    name: "how many tokens were issued",
    most: 20_000,
    merge: (waiting, { tokens }) => ({ ...waiting, tokens: waiting.tokens + tokens }),
    statements: (facts) => [
      { statement: COUNT_TOKENS, values: [facts.map(({ clientId }) => clientId), facts.map(({ day }) => day), facts.map(({ tokens }) => tokens)] },
    ],
  });
  return {
    ...batch,
    count(clientId: string, at: Date): void {
      const day = at.toISOString().slice(0, 10);
      batch.note(`${clientId} ${day}`, { clientId, day, tokens: 1 });
    },
  };
}
