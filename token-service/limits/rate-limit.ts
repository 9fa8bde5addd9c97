import { sha256 } from "#lib/random";
import type { Database } from "../database.ts";
import { createRecent } from "./recent.ts";

/** So many within so many seconds. */
export type Allowance = { name: string; points: number; seconds: number };
export type RateLimit = {
  /** Seconds for which this is closed, as far as this process knows, which asks nobody; 0 while it is open. */
  closedFor(key: string): number;
  /** Counts one, for every instance. Returns the seconds to wait when it was one too many, and 0 otherwise. */
  count(key: string): Promise<number>;
  /** Counts one that is not worth a query, for this process alone. */
  countHere(key: string): number;
};

type Counted = { points: number; until: number };

const MOST_REMEMBERED = 10_000;

// By the clock of the database, which all instances share. The table is that of rate-limiter-flexible, which goes by the clock of each process.
const COUNT = {
  name: "count-for-rate-limit",
  text: `
    insert into rate_limit as known (key, points, expire)
    values ($1, 1, extract(epoch from now() + make_interval(secs => $2)) * 1000)
    on conflict (key) do update set
      points = case when known.expire <= extract(epoch from now()) * 1000 then 1 else known.points + 1 end,
      expire = case when known.expire <= extract(epoch from now()) * 1000 then excluded.expire else known.expire end
    returning points, greatest(1, ceil(expire / 1000.0 - extract(epoch from now())))::int as seconds`,
};

/** Counts in PostgreSQL, so that of many at once, at any instance, no more than the allowance pass. */
export function createRateLimit(database: Database, { name, points, seconds }: Allowance): RateLimit {
  const counted = createRecent<Counted>(MOST_REMEMBERED);
  return {
    closedFor(key) {
      const known = counted.get(key);
      return known && known.points >= points ? secondsLeft(known) : 0;
    },
    async count(key) {
      const { rows } = await database.query<{ points: number; seconds: number }>(COUNT, [keyInTable(name, key), seconds]);
      const [row] = rows;
      if (!row) throw new Error("a count returns its row");
      counted.set(key, { points: row.points, until: performance.now() + row.seconds * 1000 });
      return row.points > points ? row.seconds : 0;
    },
    countHere(key) {
      const known = counted.get(key);
      const found = known && secondsLeft(known) > 0 ? { ...known, points: known.points + 1 } : { points: 1, until: performance.now() + seconds * 1000 };
      counted.set(key, found);
      return found.points > points ? secondsLeft(found) : 0;
    },
  };
}

function secondsLeft({ until }: Counted): number {
  return Math.max(0, Math.ceil((until - performance.now()) / 1000));
}

// Who tried is nobody's to read, and a key has 255 characters at most.
function keyInTable(name: string, key: string): string {
  return `token-service ${name} ${Buffer.from(sha256(key)).toString("base64url")}`;
}
