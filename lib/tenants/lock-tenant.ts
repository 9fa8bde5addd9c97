import type { Actor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import type { Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import type { Tenant } from "#prisma/generated/client";

/** Locks a company that staff are about to change. @throws DomainError `forbidden`, `not_found`. */
export async function lockTenant(tx: Tx, actor: Actor, tenantId: string): Promise<Tenant> {
  authorize(actor, "tenant.change");
  await tx.$queryRaw`select from tenant where id = ${tenantId}::uuid for no key update`;
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId } });
  if (!tenant) throw notFound("This tenant");
  return tenant;
}

/** Whose event it is. */
export function subjectOf(tenant: Tenant) {
  return { subject: tenant.name, subjectId: tenant.id, tenantId: tenant.id };
}
