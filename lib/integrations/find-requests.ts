import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import { isUuid } from "#lib/text";
import type { IntegrationRequestGetPayload, IntegrationRequestWhereInput } from "#prisma/generated/models/IntegrationRequest";

export type RequestView = {
  requestId: string;
  client: { clientId: string; name: string; maker: string | null };
  tenant: { tenantId: string; name: string; environment: "sandbox" | "production" };
  /** Null for somebody who is gone. */
  requestedBy: { personId: string; name: string } | null;
  reason: string;
  at: Date;
  state: "open" | "granted" | "refused" | "expired";
  decidedAt: Date | null;
};

const PAGE_SIZE = 25;
const all = {
  client: { select: { clientId: true, name: true, maker: true } },
  tenant: { select: { id: true, name: true, environment: true } },
  requestedBy: { select: { id: true, name: true } },
} as const;

/** What companies have asked for: what waits for staff, or what has been answered; the latest first. @throws DomainError `forbidden`. */
export async function findRequests(actor: Actor, filter: { isOpen: boolean }, request: PageRequest): Promise<Page<RequestView>> {
  authorize(actor, "enablement.manage");
  const pageKey = uuidKey(({ requestId }: RequestView) => requestId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const found = await tx.integrationRequest.findMany({
        where: { AND: [filter.isOpen ? whereOpen() : whereAnswered(), key === null ? {} : { id: { [than]: key } }] },
        include: all,
        orderBy: { id: order },
        take,
      });
      return found.flatMap((each) => view(each));
    }),
  );
}

/** How many wait for an answer; a hundred is many. @throws DomainError `forbidden`. */
export async function countRequests(actor: Actor): Promise<number> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), (tx) => tx.integrationRequest.count({ where: whereOpen(), take: 100 }));
}

/** @throws DomainError `forbidden`, `not_found`. */
export async function getRequest(actor: Actor, requestId: string): Promise<RequestView> {
  authorize(actor, "enablement.manage");
  if (!isUuid(requestId)) throw notFound("This request");
  const found = await asScope(scopeOf(actor), (tx) => tx.integrationRequest.findFirst({ where: { id: requestId, kind: "enablement" }, include: all }));
  const [request] = found ? view(found) : [];
  if (!request) throw notFound("This request");
  return request;
}

function whereOpen() {
  return { kind: "enablement", state: "open", expiresAt: { gt: new Date() }, client: { deletedAt: null } } as const;
}
function whereAnswered(): IntegrationRequestWhereInput {
  return { kind: "enablement", state: { in: ["granted", "refused"] } };
}

function view({ client, tenant, requestedBy, ...request }: IntegrationRequestGetPayload<{ include: typeof all }>): RequestView[] {
  if (!client) return [];
  return [
    {
      requestId: request.id,
      client,
      tenant: { tenantId: tenant.id, name: tenant.name, environment: tenant.environment },
      requestedBy: requestedBy && { personId: requestedBy.id, name: requestedBy.name },
      reason: request.reason,
      at: request.createdAt,
      state: request.state,
      decidedAt: request.decidedAt,
    },
  ];
}
