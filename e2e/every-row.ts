import pg from "pg";
import { asOwner, everyTable } from "#world/as-owner";

/** Everything in the database that belongs to a tenant, table by table. */
export async function everyRowOf(tenantId: string): Promise<Record<string, unknown[]>> {
  const tables = await everyTable();
  return asOwner(tables, async (owner) => {
    const rows: Record<string, unknown[]> = {};
    for (const table of tables) {
      const name = pg.escapeIdentifier(table);
      const { rows: found } = await owner.query(`select to_jsonb(t) as row from ${name} t where to_jsonb(t)->>'tenant_id' = $1 order by 1`, [tenantId]);
      rows[table] = found;
    }
    return rows;
  });
}

/** Every value of every table, as text. */
export async function everythingAsText(): Promise<string> {
  const tables = await everyTable();
  return asOwner(tables, async (owner) => {
    const texts = [];
    for (const table of tables) {
      const { rows } = await owner.query<{ text: string }>(`select t::text as text from ${pg.escapeIdentifier(table)} t`);
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join("\n");
  });
}
