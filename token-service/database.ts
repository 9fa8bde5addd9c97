import pg from "pg";
import type { Logger } from "#lib/log";

/** Prepared once for each connection under its name. */
export type Statement = { name: string; text: string };
export type Database = {
  /** @throws DatabaseUnavailable when PostgreSQL could not be asked. */
  query<Row extends pg.QueryResultRow>(statement: Statement, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number }>;
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
    async query<Row extends pg.QueryResultRow>(statement: Statement, values: unknown[] = []) {
      try {
        const { rows, rowCount } = await pool.query<Row>({ ...statement, values });
        return { rows, rowCount: rowCount ?? 0 };
      } catch (error) {
        throw isUnavailable(error) ? new DatabaseUnavailable("The database cannot be reached.", { cause: error }) : error;
      }
    },
    close: () => pool.end(),
  };
}

function isUnavailable(error: unknown): boolean {
  return !(error instanceof pg.DatabaseError) || UNAVAILABLE_CLASSES.has((error.code ?? "").slice(0, 2));
}
