import pg from "pg";
import { asOwner, everyTable } from "#world/as-owner";

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** Makes everything in this database older, which is to it as if the time had passed. */
export async function letTimePass(duration: Partial<Record<keyof typeof SECONDS, number>>): Promise<void> {
  const seconds = Object.entries(duration).reduce((sum, [unit, count]) => sum + count * SECONDS[unit as keyof typeof SECONDS], 0);
  await asOwner(await everyTable(), async (owner) => {
    const { rows } = await owner.query<{ table: string; columns: string[] }>(`
      SELECT table_name AS table, array_agg(quote_ident(column_name)) AS columns FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name <> '_prisma_migrations' GROUP BY 1`);
    // The triggers guard against edits, and this is none.
    const statements = rows.map(({ table, columns }) => {
      const name = pg.escapeIdentifier(table);
      const set = columns.map((column) => `${column} = ${column} - interval '${seconds} seconds'`).join(", ");
      return `ALTER TABLE ${name} DISABLE TRIGGER USER; UPDATE ${name} SET ${set}; ALTER TABLE ${name} ENABLE TRIGGER USER`;
    });
    await owner.query(statements.join(";"));
    await owner.query("UPDATE rate_limit SET expire = expire - $1::bigint", [seconds * 1000]);
    await owner.query(olderFields("before"), [seconds]);
    await owner.query(olderFields("after"), [seconds]);
  });
}

/** The times that an event tells of. */
function olderFields(column: "before" | "after"): string {
  return `
    UPDATE audit_event SET "${column}" = (
      SELECT jsonb_object_agg(key, CASE WHEN key LIKE '%At' AND value <> 'null'
        THEN to_jsonb(to_char((value #>> '{}')::timestamptz AT TIME ZONE 'UTC' - $1 * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
        ELSE value END)
      FROM jsonb_each("${column}"))
    WHERE "${column}"::text LIKE '%At": "%'`;
}
