import { asScope } from "#lib/db/as-scope";

export const dynamic = "force-dynamic";

/** The process can do its work: it reaches the database. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await asScope({ role: "auth" }, (tx) => tx.$queryRaw`select 1`);
    return Response.json({ status: "ready" }, { headers });
  } catch {
    return Response.json({ status: "The database does not answer." }, { status: 503, headers });
  }
}
