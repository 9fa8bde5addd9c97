import { AsyncLocalStorage } from "node:async_hooks";
import pg from "pg";
import type { Logger } from "#lib/log";

/** Prepared once for each connection under its name. */
export type Statement = { name: string; text: string };
export type Database = {
  /** @throws DatabaseUnavailable when PostgreSQL could not be asked. */
  query<Row extends pg.QueryResultRow>(statement: Statement, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
  /** Every query of `work`, however deep, in one transaction. Rolled back when `work` throws. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

type Ask = (config: pg.QueryConfig) => Promise<pg.QueryResult>;

export class DatabaseUnavailable extends Error {
  override readonly name = "DatabaseUnavailable";
}

// PostgreSQL's error classes: connection, authorization, unknown database, resources, operator intervention, system.
const UNAVAILABLE_CLASSES = new Set(["08", "28", "3D", "53", "57", "58"]);

export function openDatabase(url: string, log: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    application_name: "gatehouse token service",
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
    // The login may be one that all processes share, and able to do more.
    onConnect: (client) => client.query("set role gh_token"),
  });
  // An idle connection that breaks is replaced at the next query.
  pool.on("error", (error) => log.warn({ reason: error.message }, "lost a database connection"));
  const transactions = new AsyncLocalStorage<Ask>();
  const ask: Ask = (config) => pool.query(config);
  return {
    query: async (statement, values = []) => {
      const { rows, rowCount } = await orUnavailable((transactions.getStore() ?? ask)({ ...statement, values }));
      return { rows, rowCount: rowCount ?? 0 };
    },
    async transaction(work) {
      const client = await orUnavailable(pool.connect());
      let isBroken = true;
      try {
        await orUnavailable(client.query("begin"));
        const result = await transactions.run(oneAtATime(client), work);
        await orUnavailable(client.query("commit"));
        isBroken = false;
        return result;
      } catch (error) {
        isBroken = await client.query("rollback").then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    close: () => pool.end(),
  };
}

/** A connection answers one query at a time, and the library asks several at once. */
function oneAtATime(client: pg.PoolClient): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (config) => {
    const answer = last.then(() => client.query(config));
    last = answer.catch(() => undefined);
    return answer;
  };
}

async function orUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isUnavailable(error) ? new DatabaseUnavailable("The database cannot be reached.", { cause: error }) : error;
  }
}

function isUnavailable(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || UNAVAILABLE_CLASSES.has((error.code ?? "").slice(0, 2));
}
