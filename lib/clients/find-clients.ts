import { z } from "zod";
import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, toPage } from "#lib/page";
import { whereLive } from "#lib/secrets/live-secret";
import type { ClientGetPayload } from "#prisma/generated/models/Client";

const RESTORABLE_DAYS = 30;
const PAGE_SIZE = 25;

const listed = () =>
  ({
    tenant: { select: { id: true, name: true } },
    redirectUris: { select: { uri: true }, take: 3, orderBy: { uri: "asc" } },
    secrets: { select: { expiresAt: true }, where: whereLive() },
  }) as const;

type ListedClient = ClientGetPayload<{ include: ReturnType<typeof listed> }>;

/** What the pages show of a client. */
export type ClientView = ReturnType<typeof view>;

function view(client: ListedClient) {
  const { secrets } = client;
  const endings = secrets.flatMap((secret) => secret.expiresAt ?? []).sort((a, b) => a.getTime() - b.getTime());
  return {
    clientId: client.clientId,
    name: client.name,
    isNameGenerated: client.isNameGenerated,
    owner: client.tenant,
    environment: client.environment,
    type: client.type,
    state: client.state,
    grants: client.grants,
    authMethod: client.authMethod,
    mayActForUsers: client.mayActForUsers,
    redirectUris: client.redirectUris.map(({ uri }) => uri),
    liveSecrets: secrets.length,
    // Only when no other secret goes on: then the client stops.
    stopsAt: endings.length === secrets.length ? (endings.at(-1) ?? null) : null,
    lastUsedAt: client.lastUsedAt,
    createdAt: client.createdAt,
    deletedAt: client.deletedAt,
    restorableUntil: client.deletedAt && restorableUntil(client.deletedAt),
    version: client.version,
  };
}

export function restorableUntil(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + RESTORABLE_DAYS * 86_400_000);
}

/** The newest first. @throws DomainError `forbidden`. */
export async function findClients(actor: Actor, filter: { isDeleted?: boolean; tenantId?: string }, request: PageRequest): Promise<Page<ClientView>> {
  authorize(actor, "client.see");
  const cursor = readCursor(request.cursor);
  const backwards = cursor !== undefined && request.direction === "newer";
  const clients = await asScope(scopeOf(actor), (tx) =>
    tx.client.findMany({
      where: {
        ...(filter.tenantId === undefined ? {} : { tenantId: filter.tenantId }),
        ...tenantFilter(actor),
        deletedAt: filter.isDeleted ? { not: null } : null,
        ...(cursor ? { OR: after(cursor, backwards ? "gt" : "lt") } : {}),
      },
      orderBy: backwards ? [{ createdAt: "asc" }, { clientId: "asc" }] : [{ createdAt: "desc" }, { clientId: "desc" }],
      take: PAGE_SIZE + 1,
      include: listed(),
    }),
  );
  return toPage(clients.map(view), PAGE_SIZE, { ...request, cursor: cursor && request.cursor }, writeCursor);
}

function after(cursor: Cursor, order: "gt" | "lt") {
  return [{ createdAt: { [order]: cursor.createdAt } }, { createdAt: cursor.createdAt, clientId: { [order]: cursor.clientId } }];
}

const cursorShape = z.templateLiteral([z.number().int().positive(), "~", z.string()]);
type Cursor = { createdAt: Date; clientId: string };

function writeCursor(client: ClientView): string {
  return `${client.createdAt.getTime()}~${client.clientId}`;
}

/** A cursor that somebody made up is no cursor: the first page. */
function readCursor(text: string | undefined): Cursor | undefined {
  const parsed = cursorShape.safeParse(text);
  if (!parsed.success) return undefined;
  const [time = "", clientId = ""] = parsed.data.split("~");
  const createdAt = new Date(Number(time));
  return Number.isNaN(createdAt.getTime()) || !/^\w{1,64}$/.test(clientId) ? undefined : { createdAt, clientId };
}

/** @throws DomainError `not_found`, `forbidden`. */
export async function getClient(actor: Actor, clientId: string): Promise<ClientView> {
  authorize(actor, "client.see");
  return asScope(scopeOf(actor), (tx) => getClientIn(tx, actor, clientId));
}

/** For reads that want more of a client in the same transaction. */
export async function getClientIn(tx: Tx, actor: Actor, clientId: string): Promise<ClientView> {
  if (!isClientId(clientId)) throw notFound("This client");
  const client = await tx.client.findFirst({ where: { clientId, ...tenantFilter(actor) }, include: listed() });
  if (!client) throw notFound("This client");
  return view(client);
}
