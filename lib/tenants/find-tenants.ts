import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";
import { isUuid } from "#lib/text";
import type { Tenant } from "#prisma/generated/client";

export type TenantView = {
  tenantId: string;
  name: string;
  slug: string;
  environment: "sandbox" | "production";
  createdAt: Date;
  disabledAt: Date | null;
  version: number;
};
export type TenantFilter = { search?: string; environment?: "sandbox" | "production" };
const PAGE_SIZE = 25;

/** The tenants whose name or slug holds `search`, the newest first: for staff. @throws DomainError `forbidden`. */
export async function findTenants(actor: Actor, filter: TenantFilter, request: PageRequest): Promise<Page<TenantView>> {
  authorize(actor, "tenant.list");
  const holds = { contains: filter.search ?? "", mode: "insensitive" as const };
  const named = filter.search ? { OR: [{ name: holds }, { slug: holds }] } : {};
  const placed = filter.environment ? { environment: filter.environment } : {};
  const pageKey = uuidKey((tenant: TenantView) => tenant.tenantId);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [named, placed, key === null ? {} : { id: { [than]: key } }] };
      return (await tx.tenant.findMany({ where, orderBy: { id: order }, take })).map(view);
    }),
  );
}

/** @throws DomainError `not_found` for every tenant that is not one's own; `forbidden`. */
export async function getTenant(actor: Actor, tenantId: string): Promise<TenantView> {
  authorize(actor, "tenant.see");
  if (!isUuid(tenantId) || (actor.kind === "user" && actor.tenant.id !== tenantId)) throw notFound("This tenant");
  const tenant = await asScope(scopeOf(actor), (tx) => tx.tenant.findUnique({ where: { id: tenantId } }));
  if (!tenant) throw notFound("This tenant");
  return view(tenant);
}

function view(tenant: Tenant): TenantView {
  const { id, name, slug, environment, createdAt, disabledAt, version } = tenant;
  return { tenantId: id, name, slug, environment, createdAt, disabledAt, version };
}
