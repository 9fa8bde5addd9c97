import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { lockTenant, subjectOf } from "#lib/tenants/lock-tenant";
import type { TenantInput } from "#lib/tenants/schemas";

/** Stops a company's clients, tokens and people at their next request. Twice is the same as once. @throws DomainError `forbidden`, `not_found`. */
export function disableTenant(actor: Actor, input: TenantInput) {
  return setDisabled(actor, input, new Date());
}

/** Everything goes on as it was. @throws DomainError `forbidden`, `not_found`. */
export function enableTenant(actor: Actor, input: TenantInput) {
  return setDisabled(actor, input, null);
}

async function setDisabled(actor: Actor, { tenantId }: TenantInput, disabledAt: Date | null): Promise<{ tenantId: string; name: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const tenant = await lockTenant(tx, actor, tenantId);
    const [was, is] = [tenant.disabledAt !== null, disabledAt !== null];
    if (was !== is) {
      await tx.tenant.update({ where: { id: tenant.id }, data: { disabledAt, version: { increment: 1 } } });
      const action = is ? "tenant.disabled" : "tenant.enabled";
      await recordEvent(tx, actor, { action, ...subjectOf(tenant), before: { isDisabled: was }, after: { isDisabled: is } });
    }
    return { tenantId: tenant.id, name: tenant.name };
  });
}
