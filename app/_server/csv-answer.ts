import "server-only";
import { toCsv } from "#lib/csv";

/** A file to download, kept by nobody on the way. */
export function csvAnswer(name: string, rows: readonly (readonly string[])[]): Response {
  return new Response(toCsv(rows), {
    headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}.csv"`, "Cache-Control": "no-store" },
  });
}
