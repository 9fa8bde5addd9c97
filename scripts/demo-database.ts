import pg from "pg";
import { Problem } from "./bootstrap/problem.mjs";

const mark = "Gatehouse demo";

/** Everybody's password in the demo is printed: nobody runs in earnest on what it made. */
export async function refuseDemoDatabase(databaseUrl: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query("SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = current_database()");
    if (rows[0].comment === mark)
      throw new Problem(
        "The database of DATABASE_URL was filled by the demo, whose passwords are known: point DATABASE_URL to another one, or run `npm run demo`.",
      );
  } finally {
    await client.end();
  }
}

/** The demo invents tenants and people: it never does so in a database that somebody uses. */
export async function refuseForeignDatabase(databaseUrl: string) {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const { rows } = await client.query(
      `
      SELECT shobj_description(oid, 'pg_database') IS NOT DISTINCT FROM $1 AS is_demo,
             EXISTS (SELECT FROM pg_stat_user_tables) AS has_tables,
             current_database() AS name
      FROM pg_database WHERE datname = current_database()`,
      [mark],
    );
    const { is_demo, has_tables, name } = rows[0];
    if (is_demo) return;
    if (has_tables)
      throw new Problem(
        `The database "${name}" is in use, and the demo would fill it with invented data: unset DATABASE_URL, or point it to an empty database.`,
      );
    await client.query(`COMMENT ON DATABASE ${pg.escapeIdentifier(name)} IS ${pg.escapeLiteral(mark)}`);
  } finally {
    await client.end();
  }
}
