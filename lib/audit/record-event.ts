import { type Actor, authorId, type LinkHolder } from "#lib/access/actor";
import { type AuditAction, type AuditFields, catalogue } from "#lib/audit/catalogue";
import type { Tx } from "#lib/db/as-scope";
import { Prisma } from "#prisma/generated/client";

export type AuditEntry<A extends AuditAction> = {
  action: A;
  /** What was changed, as people call it. */
  subject: string;
  subjectId?: string;
  tenantId: string | null;
  clientId?: string;
  before?: AuditFields<A>;
  after?: AuditFields<A>;
};

/** Writes the event in the transaction of the change: neither commits without the other. */
export async function recordEvent<A extends AuditAction>(tx: Tx, actor: Actor | LinkHolder, entry: AuditEntry<A>): Promise<void> {
  const { ipAddress, requestId } = actor.origin ?? { ipAddress: null, requestId: null };
  // createMany: no RETURNING, so an insert is all that the role needs.
  await tx.auditEvent.createMany({
    data: [
      {
        action: entry.action,
        actorId: authorId(actor),
        actorName: actor.name,
        tenantId: entry.tenantId,
        clientId: entry.clientId ?? null,
        subjectId: entry.subjectId ?? null,
        subject: entry.subject,
        before: allowed(entry.action, entry.before),
        after: allowed(entry.action, entry.after),
        ipAddress,
        requestId,
      },
    ],
  });
}

function allowed(action: AuditAction, given: Record<string, unknown> | undefined) {
  if (!given) return Prisma.DbNull;
  const fields: readonly string[] = catalogue[action].fields;
  const kept = fields.flatMap((field) => (given[field] === undefined ? [] : [[field, plain(given[field])]]));
  return Object.fromEntries(kept) as Prisma.InputJsonObject;
}

function plain(value: unknown) {
  return value instanceof Date ? value.toISOString() : value;
}
