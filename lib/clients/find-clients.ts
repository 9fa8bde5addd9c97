import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { abilitiesOn } from "#lib/clients/client-abilities";
import { restorableUntil } from "#lib/clients/restorable";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageKey, type PageRequest, readPage } from "#lib/page";
import { whereLive } from "#lib/secrets/live-secret";
import type { ClientGetPayload, ClientInclude } from "#prisma/generated/models/Client";

const PAGE_SIZE = 25;

const listed = () =>
  ({
    tenant: { select: { id: true, name: true, slug: true } },
    redirectUris: { select: { uri: true }, take: 3, orderBy: { createdAt: "asc" } },
    secrets: { select: { expiresAt: true }, where: whereLive() },
  }) satisfies ClientInclude;

type ListedClient = ClientGetPayload<{ include: ReturnType<typeof listed> }>;

/** What the pages show of a client. */
export type ClientView = ReturnType<typeof view>;

function view(actor: Actor, client: ListedClient) {
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
    actsAs: client.actsAs,
    mayActForUsers: client.mayActForUsers,
    consentsByItself: client.consentsByItself,
    mayIntrospect: client.mayIntrospect,
    maker: client.maker,
    redirectUris: client.redirectUris.map(({ uri }) => uri),
    liveSecrets: secrets.length,
    // Only when no other secret goes on: then the client stops.
    stopsAt: endings.length === secrets.length ? (endings.at(-1) ?? null) : null,
    lastUsedAt: client.lastUsedAt,
    createdAt: client.createdAt,
    deletedAt: client.deletedAt,
    restorableUntil: client.deletedAt && restorableUntil(client.deletedAt),
    version: client.version,
    /** What the person who looks at it can do to it. */
    may: abilitiesOn(actor, client),
  };
}

/** The newest first. @throws DomainError `forbidden`. */
export async function findClients(actor: Actor, filter: { isDeleted?: boolean; tenantId?: string }, request: PageRequest): Promise<Page<ClientView>> {
  authorize(actor, "client.see");
  const ofTenant = filter.tenantId === undefined ? {} : { tenantId: filter.tenantId };
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const clients = await tx.client.findMany({
        where: { AND: [ofTenant, tenantFilter(actor), key ? { OR: beyond(key, than) } : {}], deletedAt: filter.isDeleted ? { not: null } : null },
        orderBy: [{ createdAt: order }, { clientId: order }],
        take,
        include: listed(),
      });
      return clients.map((client) => view(actor, client));
    }),
  );
}

type Key = { createdAt: Date; clientId: string };

function beyond({ createdAt, clientId }: Key, than: "lt" | "gt") {
  return [{ createdAt: { [than]: createdAt } }, { createdAt, clientId: { [than]: clientId } }];
}

const pageKey: PageKey<ClientView, Key> = {
  write: ({ createdAt, clientId }) => `${createdAt.getTime()}~${clientId}`,
  read: (text) => {
    const [, time, clientId = ""] = /^(\d{1,14})~(\w{1,64})$/.exec(text) ?? [];
    return time === undefined ? null : { createdAt: new Date(Number(time)), clientId };
  },
};

/** One client, what it may ask for, and how many others of its owner bear its name (R7). @throws DomainError `not_found`, `forbidden`. */
export async function getClient(actor: Actor, clientId: string): Promise<ClientView & { scopes: string[]; namesakes: number }> {
  authorize(actor, "client.see");
  if (!isClientId(clientId)) throw notFound("This client");
  return asScope(scopeOf(actor), async (tx) => {
    const client = await tx.client.findFirst({ where: { clientId, ...tenantFilter(actor) }, include: listed() });
    if (!client) throw notFound("This client");
    const { tenantId, name } = client;
    const namesakes = await tx.client.count({ where: { tenantId, name, deletedAt: null, clientId: { not: clientId } } });
    const scopes = await tx.clientScope.findMany({ where: { clientId, scope: { retiredAt: null } }, orderBy: { scopeName: "asc" } });
    return { ...view(actor, client), scopes: scopes.map(({ scopeName }) => scopeName), namesakes };
  });
}
