import pg from "pg";
import { everyTable, readAsOwner } from "#world/as-owner";

/** Every row of every table that holds one of these texts, as `table (columns)`: what a tenant has, or where a secret stands. */
export async function rowsOf(texts: string[]): Promise<string[]> {
  const holds = "EXISTS (SELECT FROM unnest($1::text[]) AS text WHERE position(text IN line::text) > 0)";
  const queries = (await everyTable()).map((table) => `SELECT '${table} ' || line::text AS row FROM ${pg.escapeIdentifier(table)} AS line WHERE ${holds}`);
  const { rows } = await readAsOwner((reader) => reader.query<{ row: string }>(queries.join(" UNION ALL "), [texts]));
  return rows.map(({ row }) => row).sort();
}
