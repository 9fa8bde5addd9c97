import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { lockTenant, subjectOf } from "#lib/tenants/lock-tenant";
import type { RenameTenantInput } from "#lib/tenants/schemas";

/** Its slug stays: host names hang on it. @throws DomainError `forbidden`; `not_found`; `conflict` when it changed meanwhile. */
export async function renameTenant(actor: Actor, { tenantId, version, name }: RenameTenantInput): Promise<{ name: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const tenant = await lockTenant(tx, actor, tenantId);
    if (tenant.name === name) return { name };
    if (tenant.version !== version) {
      throw new DomainError("conflict", `This tenant changed while you were editing: it is called “${tenant.name}” now. Save again to put your name in place.`);
    }
    await tx.tenant.update({ where: { id: tenant.id }, data: { name, version: { increment: 1 } } });
    await recordEvent(tx, actor, { action: "tenant.renamed", ...subjectOf(tenant), before: { name: tenant.name }, after: { name } });
    return { name };
  });
}
