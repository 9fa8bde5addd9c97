import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { entryOf } from "#lib/audit/catalogue";
import { type AuditChange, changesOf } from "#lib/audit/describe-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { type Page, type PageKey, type PageRequest, readPage } from "#lib/page";
import type { AuditEvent } from "#prisma/generated/client";

export type EventView = {
  id: string;
  at: Date;
  actorName: string;
  /** `{it}` stands for the subject. */
  text: string;
  subject: string;
  /** Of a client that whoever reads it can see: a partner's is not a company's to open. */
  clientId: string | null;
  /** Where whoever reads it finds the client, or what they have to do with it. */
  href: string | null;
  changes: AuditChange[];
  ipAddress: string | null;
};

const PAGE_SIZE = 50;

/** The newest first. @throws DomainError `forbidden`. */
export async function findEvents(actor: Actor, filter: { clientId?: string; tenantId?: string }, request: PageRequest): Promise<Page<EventView>> {
  authorize(actor, "audit.see");
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [tenantFilter(actor), filter, key === null ? {} : { id: { [than]: key } }] };
      const events = await tx.auditEvent.findMany({ where, orderBy: { id: order }, take });
      const clientIds = [...new Set(events.flatMap(({ clientId }) => clientId ?? []))];
      const clients = await tx.client.findMany({ where: { clientId: { in: clientIds } }, select: { clientId: true } });
      const seen = new Set(clients.map(({ clientId }) => clientId));
      const partners = clientIds.filter((id) => !seen.has(id));
      const ways = await findWays(tx, actor, partners);
      return events.map((event) => view(event, seen, ways));
    }),
  );
}

/** Of partners' clients, where the people of a tenant decide on them or learn about them. */
async function findWays(tx: Tx, actor: Actor, clientIds: string[]): Promise<Map<string, string>> {
  if (actor.kind !== "user" || clientIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<{ client_id: string; place: string }[]>`
    select found.client_id, 'integrations' as place from unnest(${clientIds}::text[]) asked, lateral find_integration(asked) found
    union all
    select client_id, 'approvals' from find_apps(${clientIds})`;
  // What is to be decided on comes last, and stays.
  return new Map(rows.map(({ client_id: clientId, place }) => [clientId, `/${place}/${clientId}`]));
}

const pageKey: PageKey<EventView, bigint> = {
  write: (event) => event.id,
  read: (text) => (/^\d{1,18}$/.test(text) ? BigInt(text) : null),
};

function view(event: AuditEvent, clients: Set<string>, ways: Map<string, string>): EventView {
  const clientId = event.clientId !== null && clients.has(event.clientId) ? event.clientId : null;
  return {
    id: event.id.toString(),
    at: event.at,
    actorName: event.actorName,
    text: entryOf(event.action).text,
    subject: event.subject,
    clientId,
    href: clientId !== null ? `/clients/${clientId}` : event.clientId !== null ? (ways.get(event.clientId) ?? null) : null,
    changes: changesOf(event),
    ipAddress: event.ipAddress,
  };
}
