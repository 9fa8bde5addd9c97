import pg from "pg";
import { everyTable, readAsOwner } from "#world/as-owner";

/** Everything in the database that belongs to a tenant, table by table. */
export async function everyRowOf(tenantId: string): Promise<Record<string, unknown[]>> {
  const tables = await everyTable();
  return readAsOwner(async (reader) => {
    const rows: Record<string, unknown[]> = {};
    for (const table of tables) {
      const name = pg.escapeIdentifier(table);
      const { rows: found } = await reader.query(`select to_jsonb(t) as row from ${name} t where to_jsonb(t)->>'tenant_id' = $1 order by 1`, [tenantId]);
      rows[table] = found;
    }
    return rows;
  });
}

/** Every value of every table, as text. */
export async function everythingAsText(): Promise<string> {
  const tables = await everyTable();
  return readAsOwner(async (reader) => {
    const texts = [];
    for (const table of tables) {
      const { rows } = await reader.query<{ text: string }>(`select t::text as text from ${pg.escapeIdentifier(table)} t`);
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join("\n");
  });
}
