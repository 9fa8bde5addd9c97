import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { type AuditAction, catalogue } from "#lib/audit/catalogue";
import { type AuditChange, changesOf } from "#lib/audit/describe-event";
import { asScope } from "#lib/db/as-scope";
import { type Page, type PageRequest, toPage } from "#lib/page";
import type { AuditEvent } from "#prisma/generated/client";

export type EventView = {
  id: string;
  at: Date;
  actorName: string;
  text: string;
  subject: string;
  clientId: string | null;
  changes: AuditChange[];
  ipAddress: string | null;
};

const PAGE_SIZE = 50;

/** The newest first. @throws DomainError `forbidden`. */
export async function findEvents(actor: Actor, filter: { clientId?: string }, request: PageRequest): Promise<Page<EventView>> {
  authorize(actor, "audit.see");
  const cursor = /^\d{1,18}$/.test(request.cursor ?? "") ? BigInt(request.cursor as string) : null;
  const backwards = cursor !== null && request.direction === "newer";
  const events = await asScope(scopeOf(actor), (tx) =>
    tx.auditEvent.findMany({
      where: { ...tenantFilter(actor), ...filter, ...(cursor === null ? {} : { id: backwards ? { gt: cursor } : { lt: cursor } }) },
      orderBy: { id: backwards ? "asc" : "desc" },
      take: PAGE_SIZE + 1,
    }),
  );
  return toPage(events.map(view), PAGE_SIZE, { ...request, cursor: cursor?.toString() }, (event) => event.id);
}

function view(event: AuditEvent): EventView {
  return {
    id: event.id.toString(),
    at: event.at,
    actorName: event.actorName,
    text: catalogue[event.action as AuditAction]?.text ?? event.action,
    subject: event.subject,
    clientId: event.clientId,
    changes: changesOf(event),
    ipAddress: event.ipAddress,
  };
}
