import pg from "pg";
import { asOwner, everyTable } from "#world/as-owner";

/** Every row of every table that names one of these ids: what a tenant has, before and after. */
export async function rowsOf(ids: string[]): Promise<string[]> {
  const tables = await everyTable();
  return asOwner(tables, async (owner) => {
    const found: string[] = [];
    for (const table of tables) {
      const name = pg.escapeIdentifier(table);
      const { rows } = await owner.query<{ row: string }>(
        `SELECT line::text AS row FROM ${name} AS line WHERE EXISTS (SELECT FROM unnest($1::text[]) AS id WHERE position(id IN line::text) > 0)`,
        [ids],
      );
      found.push(...rows.map(({ row }) => `${table} ${row}`));
    }
    return found.sort();
  });
}
