import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { countUse, NO_USE, type Use } from "#lib/enablements/count-use";
import { type Page, type PageRequest, readPage, type Slice, type TimeKey, timeKey } from "#lib/page";
import { isUuid } from "#lib/text";

/** A partner client that is on for a company, since when, by whom, and what it does there. */
export type EnabledView = Use & {
  clientId: string;
  clientName: string;
  maker: string | null;
  actsAs: "user" | "service_account";
  tenantId: string;
  tenantName: string;
  slug: string;
  environment: "sandbox" | "production";
  enabledAt: Date;
  /** Null for the system, and for somebody who is gone. */
  /** Null for the system. */
  enabledBy: string | null;
};

const PAGE_SIZE = 25;
const both = {
  client: { select: { name: true, maker: true, actsAs: true } },
  tenant: { select: { name: true, slug: true, environment: true } },
} as const;

/** The companies that a partner client is on for, the latest first; those whose name or slug holds `search`. @throws DomainError `forbidden`. */
export async function findEnabledTenants(actor: Actor, filter: { clientId: string; search?: string }, request: PageRequest): Promise<Page<EnabledView>> {
  authorize(actor, "enablement.manage");
  const { clientId, search = "" } = filter;
  if (!isClientId(clientId)) return { rows: [], newer: null, older: null };
  const named = search === "" ? {} : { tenant: { OR: [holds("name", search), holds("slug", search)] } };
  const pageKey = timeKey(enabledAt, ({ tenantId }: EnabledView) => tenantId, isUuid);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [{ clientId, ...named }, beyond(key, (id) => ({ tenantId: { [than]: id } }), than)] };
      return view(tx, await tx.enablement.findMany({ where, include: both, orderBy: [{ enabledAt: order }, { tenantId: order }], take }));
    }),
  );
}

/** The partner clients that are on for a company, the latest first. @throws DomainError `forbidden`. */
export async function findEnabledClients(actor: Actor, filter: { tenantId: string }, request: PageRequest): Promise<Page<EnabledView>> {
  authorize(actor, "enablement.manage");
  const { tenantId } = filter;
  if (!isUuid(tenantId)) return { rows: [], newer: null, older: null };
  const pageKey = timeKey(enabledAt, ({ clientId }: EnabledView) => clientId, isClientId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [{ tenantId }, beyond(key, (id) => ({ clientId: { [than]: id } }), than)] };
      return view(tx, await tx.enablement.findMany({ where, include: both, orderBy: [{ enabledAt: order }, { clientId: order }], take }));
    }),
  );
}

/** One of them, or null where it is not on. @throws DomainError `forbidden`. */
export async function getEnablement(actor: Actor, { clientId, tenantId }: { clientId: string; tenantId: string }): Promise<EnabledView | null> {
  authorize(actor, "enablement.manage");
  if (!isClientId(clientId) || !isUuid(tenantId)) return null;
  return asScope(scopeOf(actor), async (tx) => {
    const [found] = await view(tx, await tx.enablement.findMany({ where: { clientId, tenantId }, include: both }));
    return found ?? null;
  });
}

const enabledAt = (row: EnabledView) => row.enabledAt;
const holds = <F extends string>(field: F, search: string) => ({ [field]: { contains: search, mode: "insensitive" as const } });

function beyond<W>(key: TimeKey | null, idBeyond: (id: string) => W, than: Slice<TimeKey>["than"]) {
  return key ? { OR: [{ enabledAt: { [than]: key.at } }, { enabledAt: key.at, ...idBeyond(key.id) }] } : {};
}

type Found = Pick<EnabledView, "clientId" | "tenantId" | "enabledAt"> & {
  enabledById: string | null;
  client: Pick<EnabledView, "maker" | "actsAs"> & { name: string };
  tenant: Pick<EnabledView, "slug" | "environment"> & { name: string };
};

async function view(tx: Tx, found: Found[]): Promise<EnabledView[]> {
  const uses = await countUse(tx, found);
  const ids = [...new Set(found.flatMap(({ enabledById }) => enabledById ?? []))];
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return found.map(({ client, tenant, enabledById, ...enablement }, index) => ({
    clientId: enablement.clientId,
    clientName: client.name,
    maker: client.maker,
    actsAs: client.actsAs,
    tenantId: enablement.tenantId,
    tenantName: tenant.name,
    slug: tenant.slug,
    environment: tenant.environment,
    enabledAt: enablement.enabledAt,
    enabledBy: enabledById && (people.find(({ id }) => id === enabledById)?.name ?? "somebody who is gone"),
    ...(uses[index] ?? NO_USE),
  }));
}
