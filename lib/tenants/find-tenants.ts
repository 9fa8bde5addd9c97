import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, toPage } from "#lib/page";
import { isUuid } from "#lib/text";

export type TenantView = { tenantId: string; name: string; slug: string; environment: "sandbox" | "production"; createdAt: Date };
const PAGE_SIZE = 25;

/** All tenants, the newest first: for staff. @throws DomainError `forbidden`. */
export async function findTenants(actor: Actor, request: PageRequest): Promise<Page<TenantView>> {
  authorize(actor, "tenant.register");
  const cursor = isUuid(request.cursor) ? request.cursor : undefined;
  const backwards = cursor !== undefined && request.direction === "newer";
  const tenants = await asScope(scopeOf(actor), (tx) =>
    tx.tenant.findMany({
      where: cursor === undefined ? {} : { id: backwards ? { gt: cursor } : { lt: cursor } },
      orderBy: { id: backwards ? "asc" : "desc" },
      take: PAGE_SIZE + 1,
    }),
  );
  return toPage(tenants.map(view), PAGE_SIZE, { ...request, cursor }, (tenant) => tenant.tenantId);
}

/** @throws DomainError `not_found` for every tenant that is not one's own; `forbidden`. */
export async function getTenant(actor: Actor, tenantId: string): Promise<TenantView> {
  authorize(actor, "tenant.see");
  if (!isUuid(tenantId) || (actor.kind === "user" && actor.tenant.id !== tenantId)) throw notFound("This tenant");
  const tenant = await asScope(scopeOf(actor), (tx) => tx.tenant.findUnique({ where: { id: tenantId } }));
  if (!tenant) throw notFound("This tenant");
  return view(tenant);
}

function view(tenant: { id: string; name: string; slug: string; environment: "sandbox" | "production"; createdAt: Date }): TenantView {
  return { tenantId: tenant.id, name: tenant.name, slug: tenant.slug, environment: tenant.environment, createdAt: tenant.createdAt };
}
