import { type SignedInActor, scopeOf, tenantFilter } from "#lib/access/actor";
import { may } from "#lib/access/permissions";
import { asScope, type Tx } from "#lib/db/as-scope";
import { whereWaiting } from "#lib/hand-overs/submission";
import { findSecretMatters } from "#lib/home/find-secret-matters";
import { findReopened } from "#lib/installations/find-installations";
import { whereLive } from "#lib/secrets/live-secret";

const STALE_DAYS = 90;
const NEW_DAYS = 30;
/** More of one kind than this is told as "and more". */
const SHOWN = 5;

export type ClientRef = { clientId: string; name: string };
type Requests = { count: number; since: Date };

/** What waits for the person, the most urgent first. */
export type Attention =
  | { kind: "begin"; what: "client" | "tenant" }
  | { kind: "stops"; client: ClientRef; at: Date }
  | { kind: "old_secret_used"; client: ClientRef; secretId: string; at: Date }
  | ({ kind: "installation_requests" | "enablement_requests" } & Requests)
  | { kind: "secret_expires"; client: ClientRef; secretName: string; at: Date }
  | { kind: "reopened" | "submissions" | "unused_secrets" | "drafts" | "stale"; clients: ClientRef[]; hasMore: boolean };

/** What needs the person now: nothing in it grows with the number of clients or tenants. */
export async function findAttention(actor: SignedInActor): Promise<Attention[]> {
  if (!may(actor, "client.see")) return [];
  const reopened = await findAskingForMore(actor);
  return asScope(scopeOf(actor), async (tx) => {
    const { urgent, later } = await findSecretMatters(tx, actor);
    return [
      ...(await findBeginning(tx, actor)),
      ...urgent,
      ...(await findRequests(tx, actor)),
      ...reopened,
      ...(await findSubmissions(tx, actor)),
      ...later,
      ...(await findUnusedSecrets(tx, actor)),
      ...(await findDrafts(tx, actor)),
      ...(await findStale(tx, actor)),
    ];
  });
}

async function findBeginning(tx: Tx, actor: SignedInActor): Promise<Attention[]> {
  const first = actor.kind === "user" ? tx.client.findFirst({ where: { ...ownedBy(actor), deletedAt: null } }) : tx.tenant.findFirst();
  return (await first) ? [] : [{ kind: "begin", what: actor.kind === "user" ? "client" : "tenant" }];
}

// A company's own clients, or those that staff answer for.
function ownedBy(actor: SignedInActor) {
  return actor.kind === "user" ? { tenantId: actor.tenant.id } : { tenantId: null };
}

async function findRequests(tx: Tx, actor: SignedInActor): Promise<Attention[]> {
  const kind = actor.kind === "user" ? "installation" : "enablement";
  const { _count, _min } = await tx.integrationRequest.aggregate({
    where: { kind, state: "open", expiresAt: { gt: new Date() }, ...tenantFilter(actor) },
    _count: true,
    _min: { createdAt: true },
  });
  return _min.createdAt ? [{ kind: `${kind}_requests`, count: _count, since: _min.createdAt }] : [];
}

/** Apps that ask for more than was approved (R46). */
async function findAskingForMore(actor: SignedInActor): Promise<Attention[]> {
  if (actor.kind === "staff") return [];
  const reopened = await findReopened(actor);
  return few(
    "reopened",
    reopened.map(({ app }) => ({ clientId: app.clientId, name: app.name })),
  );
}

/** Clients at work that have a live secret which nothing uses. */
async function findUnusedSecrets(tx: Tx, actor: SignedInActor): Promise<Attention[]> {
  const longAgo = daysAgo(STALE_DAYS);
  const unused = { createdAt: { lt: longAgo }, AND: [whereLive(), { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: longAgo } }] }] };
  const clients = await tx.client.findMany({
    where: { ...ownedBy(actor), state: "active", deletedAt: null, lastUsedAt: { gte: longAgo }, secrets: { some: unused } },
    orderBy: { createdAt: "asc" },
    take: SHOWN + 1,
    select: { clientId: true, name: true },
  });
  return few("unused_secrets", clients);
}

/** Redirect URIs that partners sent and nobody has looked at (R34). */
async function findSubmissions(tx: Tx, actor: SignedInActor): Promise<Attention[]> {
  if (actor.kind === "user") return [];
  const clients = await tx.client.findMany({
    where: { handOvers: { some: whereWaiting } },
    orderBy: { createdAt: "asc" },
    take: SHOWN + 1,
    select: { clientId: true, name: true },
  });
  return few("submissions", clients);
}

/** Partner clients that have no credentials yet (R34). */
async function findDrafts(tx: Tx, actor: SignedInActor): Promise<Attention[]> {
  if (actor.kind === "user") return [];
  const clients = await tx.client.findMany({
    where: { tenantId: null, state: "draft", deletedAt: null },
    orderBy: { createdAt: "desc" },
    take: SHOWN + 1,
    select: { clientId: true, name: true },
  });
  return few("drafts", clients);
}

/** Clients that could go: active, and long unused. */
async function findStale(tx: Tx, actor: SignedInActor): Promise<Attention[]> {
  const clients = await tx.client.findMany({
    where: {
      ...ownedBy(actor),
      state: "active",
      deletedAt: null,
      OR: [{ lastUsedAt: { lt: daysAgo(STALE_DAYS) } }, { lastUsedAt: null, createdAt: { lt: daysAgo(NEW_DAYS) } }],
    },
    orderBy: { createdAt: "asc" },
    take: SHOWN + 1,
    select: { clientId: true, name: true },
  });
  return few("stale", clients);
}

function few(kind: "reopened" | "submissions" | "unused_secrets" | "drafts" | "stale", clients: ClientRef[]): Attention[] {
  return clients.length > 0 ? [{ kind, clients: clients.slice(0, SHOWN), hasMore: clients.length > SHOWN }] : [];
}

function daysAgo(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}
