import pg from "pg";
import { env } from "#lib/env";

/**
 * Acts as the owner of the tables, for what has no verb. Row-level security holds for the owner too,
 * so it is lifted from the named tables, for this transaction.
 */
export async function asOwner<T>(tables: readonly string[], work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(env().DATABASE_URL);
  await owner.connect();
  const alter = (change: string) => owner.query(tables.map((table) => `ALTER TABLE ${pg.escapeIdentifier(table)} ${change}`).join(";"));
  try {
    await begin(owner, () => alter("NO FORCE ROW LEVEL SECURITY"));
    const result = await work(owner);
    await owner.query("SET CONSTRAINTS ALL IMMEDIATE");
    await alter("FORCE ROW LEVEL SECURITY");
    await owner.query("COMMIT");
    return result;
  } finally {
    // What did not commit is rolled back.
    await owner.end();
  }
}

// A deadlock, as the processes are at work on the same tables and take them in another order; or a table that another test changes.
const PASSING = ["40P01", "XX000"];

async function begin(owner: pg.Client, lock: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    await owner.query("BEGIN");
    try {
      await lock();
      return;
    } catch (error) {
      if (tries === 5 || !(error instanceof pg.DatabaseError) || !PASSING.includes(error.code ?? "")) throw error;
      await owner.query("ROLLBACK");
    }
  }
}

/** Reads whatever there is, every column of every row, and changes nothing: what it grants for that is rolled back. */
export async function readAsOwner<T>(work: (reader: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client(env().DATABASE_URL);
  await owner.connect();
  try {
    await begin(owner, () => owner.query("GRANT SELECT ON ALL TABLES IN SCHEMA public TO gh_staff"));
    await owner.query("SET LOCAL ROLE gh_staff");
    return await work(owner);
  } finally {
    await owner.end();
  }
}

/** Every table of ours, by the catalogue. */
export async function everyTable(): Promise<string[]> {
  const { rows } = await readAsOwner((reader) =>
    reader.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1"),
  );
  return rows.map(({ name }) => name);
}
