import pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { networkOf } from "#lib/client-address";
import { env } from "#lib/env";
import { DomainError } from "#lib/errors";
import { sha256 } from "#lib/random";

const WINDOW_SECONDS = 15 * 60;
// A stranger who tries somebody's address uses up the pair of that address and their own, never the person's own pair.
const TRIES = { pair: 5, ipAddress: 50, userCode: 5, handOver: 30 };

type Limiters = Record<keyof typeof TRIES, RateLimiterPostgres>;
const shared = globalThis as { gatehouseThrottle?: { pool: pg.Pool; limiters: Limiters } };

function limiters(): Limiters {
  shared.gatehouseThrottle ??= connect();
  return shared.gatehouseThrottle.limiters;
}

function connect() {
  const pool = new pg.Pool({
    connectionString: env().APP_DATABASE_URL,
    max: 3,
    application_name: "gatehouse-throttle",
    onConnect: async (connection) => void (await connection.query("set role gh_auth")),
  });
  pool.on("error", () => {});
  const limiter = (name: keyof typeof TRIES) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: `sign-in-${name}`,
      points: TRIES[name],
      duration: WINDOW_SECONDS,
      clearExpiredByTimeout: false,
    });
  const names = Object.keys(TRIES) as (keyof typeof TRIES)[];
  return { pool, limiters: Object.fromEntries(names.map((name) => [name, limiter(name)])) as Limiters };
}

/**
 * Counts a try before its password is looked at, so that parallel tries cannot pass together.
 * @throws DomainError `forbidden` that says when to try again.
 */
export async function countTry(email: string, ipAddress: string | null): Promise<void> {
  const address = networkOf(ipAddress);
  const { pair, ipAddress: byAddress } = limiters();
  await orRefuse("from here", async () => {
    await byAddress.consume(address);
    await pair.consume(`${address} ${email}`.slice(0, 200));
  });
}

/** Counts a look at a hand-over link, or a press on it, before it is looked up. @throws DomainError `forbidden` that says when to try again. */
export async function countLink(ipAddress: string | null): Promise<void> {
  await orRefuse("from here", () => limiters().handOver.consume(networkOf(ipAddress)));
}

/** The link was one, and what was typed was right. */
export async function forgetLink(ipAddress: string | null): Promise<void> {
  await limiters().handOver.reward(networkOf(ipAddress));
}

/** Counts a device's code before it is looked up (RFC 8628 section 5.1). @throws DomainError `forbidden` that says when to try again. */
export async function countCode(personId: string): Promise<void> {
  await orRefuse("with a wrong code", () => limiters().userCode.consume(keyOf(personId)));
}

/** The code was right. */
export async function forgetCode(personId: string): Promise<void> {
  await limiters().userCode.reward(keyOf(personId));
}

// Who tried is nobody's to read.
function keyOf(personId: string): string {
  return Buffer.from(sha256(personId)).toString("base64url");
}

async function orRefuse(how: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const minutes = Math.max(1, Math.ceil(error.msBeforeNext / 60_000));
    throw new DomainError("forbidden", `Too many tries ${how}. Try again in ${minutes} minute${minutes === 1 ? "" : "s"}.`);
  }
}

/** Who has signed in was no stranger: an office behind one address must not lock itself out. */
export async function forgetTries(email: string, ipAddress: string | null): Promise<void> {
  const address = networkOf(ipAddress);
  await limiters().ipAddress.reward(address);
  await limiters().pair.delete(`${address} ${email}`.slice(0, 200));
}

/** For the end of a process. */
export async function closeThrottle(): Promise<void> {
  await shared.gatehouseThrottle?.pool.end();
  delete shared.gatehouseThrottle;
}
