import pg from "pg";
import type { Logger } from "#lib/log";

/** Prepared once for each connection under its name. */
export type Statement = { name: string; text: string };
export type Queries = {
  /** @throws DatabaseUnavailable when PostgreSQL could not be asked. */
  query<Row extends pg.QueryResultRow>(statement: Statement, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
};
export type Database = Queries & {
  /** Rolled back when `work` throws. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

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
  return {
    ...queriesOn(pool),
    async transaction(work) {
      const client = await orUnavailable(pool.connect());
      let isBroken = true;
      try {
        await orUnavailable(client.query("begin"));
        const result = await work(queriesOn(client));
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

function queriesOn(connection: pg.Pool | pg.PoolClient): Queries {
  return {
    async query(statement, values = []) {
      const { rows, rowCount } = await orUnavailable(connection.query({ ...statement, values }));
      return { rows, rowCount: rowCount ?? 0 };
    },
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
