import { asScope } from "#lib/db/as-scope";

/** The events of a client, or of another subject by its id; the oldest first. */
export async function eventsOf(what: { clientId: string } | { subjectId: string }) {
  const where = "clientId" in what ? { clientId: what.clientId } : { subjectId: what.subjectId };
  return asScope({ role: "staff" }, (tx) => tx.auditEvent.findMany({ where, orderBy: { id: "asc" } }));
}
