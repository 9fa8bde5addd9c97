import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope, type Tx } from "#lib/db/as-scope";
import { readApps } from "#lib/installations/read-apps";
import { readNames } from "#lib/installations/read-name";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import type { IntegrationRequest } from "#prisma/generated/client";

/** `expired`: nobody answered in time. */
export type RequestView = {
  id: string;
  clientId: string;
  appName: string;
  maker: string | null;
  by: string | null;
  reason: string;
  state: IntegrationRequest["state"];
  sentAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
};

const PAGE_SIZE = 25;
const OWN_SHOWN = 10;

/** What people of the tenant ask its admins for, the newest first (R45). @throws DomainError `forbidden`. */
export async function findInstallationRequests(actor: SignedInActor, filter: { clientId?: string }, request: PageRequest): Promise<Page<RequestView>> {
  authorize(actor, "installation.decide");
  if (actor.kind === "staff") return { rows: [], newer: null, older: null };
  const open = { tenantId: actor.tenant.id, kind: "installation", state: "open", expiresAt: { gt: new Date() }, ...filter } as const;
  const key = uuidKey(({ id }: RequestView) => id);
  return readPage(request, PAGE_SIZE, key, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [open, key === null ? {} : { id: { [than]: key } }] };
      return view(tx, await tx.integrationRequest.findMany({ where, orderBy: { id: order }, take }));
    }),
  );
}

/** What the actor has asked for lately, and what came of it (R45). */
export async function findOwnRequests(actor: SignedInActor): Promise<RequestView[]> {
  if (actor.kind === "staff") return [];
  const own = { tenantId: actor.tenant.id, kind: "installation", requestedById: actor.personId } as const;
  return asScope(scopeOf(actor), async (tx) => view(tx, await tx.integrationRequest.findMany({ where: own, orderBy: { id: "desc" }, take: OWN_SHOWN })));
}

async function view(tx: Tx, requests: IntegrationRequest[]): Promise<RequestView[]> {
  const apps = await readApps(tx, [...new Set(requests.flatMap(({ clientId }) => clientId ?? []))]);
  const nameOf = await readNames(
    tx,
    requests.flatMap(({ requestedById, decidedById }) => [requestedById, decidedById]),
  );
  return requests.map(({ id, clientId, requestedById, reason, state, createdAt, expiresAt, decidedById, decidedAt }) => {
    const app = apps.find((each) => each.clientId === clientId);
    return {
      id,
      clientId: clientId ?? "",
      appName: app?.name ?? "An app that is gone",
      maker: app?.maker ?? null,
      by: nameOf(requestedById),
      reason,
      state: state === "open" && expiresAt <= new Date() ? "expired" : state,
      sentAt: createdAt,
      decidedBy: nameOf(decidedById),
      decidedAt,
    };
  });
}
