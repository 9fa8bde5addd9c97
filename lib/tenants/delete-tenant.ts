import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, notFound, refuseUntypedName } from "#lib/errors";
import { subjectOf } from "#lib/tenants/lock-tenant";
import type { DeleteTenantInput } from "#lib/tenants/schemas";
import type { Tenant } from "#prisma/generated/client";

/** A company of 5,000 people with 100,000 tokens takes two seconds. */
const MOST_SECONDS = 120;

/**
 * Deletes a company for good, with everything of it but the audit log (docs/decisions/0024). It holds at the next request.
 * @throws DomainError `forbidden`; `not_found`; `conflict` when it changed meanwhile; `invalid` when its name was not typed.
 */
export async function deleteTenant(actor: Actor, input: DeleteTenantInput): Promise<{ tenantId: string; name: string }> {
  authorize(actor, "tenant.delete");
  return asScope(
    scopeOf(actor),
    async (tx) => {
      const tenant = await lockToDelete(tx, input.tenantId);
      if (tenant.version !== input.version) {
        throw new DomainError("conflict", `This tenant changed while you were looking, so nothing was deleted. It is called “${tenant.name}” now.`);
      }
      refuseUntypedName(tenant, input.typedName, `Type the company's name, “${tenant.name}”, to delete it.`);
      const { id, name, slug, environment } = tenant;
      const people = await tx.person.count({ where: { tenantId: id } });
      const clients = await tx.client.count({ where: { tenantId: id } });
      await deleteTokens(tx, id);
      await deleteMessages(tx, id);
      // The rest hangs on it by foreign keys.
      await tx.tenant.deleteMany({ where: { id } });
      // Requests that are under way may still write a token of it.
      await tx.$executeRaw`select enqueue_sweep()`;
      await recordEvent(tx, actor, { action: "tenant.deleted", ...subjectOf(tenant), before: { name, slug, environment, people, clients } });
      return { tenantId: id, name };
    },
    { mostSeconds: MOST_SECONDS },
  );
}

/** Whoever adds something to it waits, and then finds it gone. */
async function lockToDelete(tx: Tx, tenantId: string): Promise<Tenant> {
  await tx.$queryRaw`select from tenant where id = ${tenantId}::uuid for update`;
  const tenant = await tx.tenant.findUnique({ where: { id: tenantId } });
  if (!tenant) throw notFound("This tenant");
  return tenant;
}

/** By their clients: the company's own, and every partner's, whose integration may have been switched off since. */
async function deleteTokens(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`
    delete from oidc_artifact where client_id = any (array(select client_id from client where tenant_id = ${tenantId}::uuid))`;
  await tx.$executeRaw`
    delete from oidc_artifact where tenant_id = ${tenantId}::uuid and client_id = any (array(select client_id from client where tenant_id is null))`;
}

/** What the platform's webhook was told of it. */
async function deleteMessages(tx: Tx, tenantId: string): Promise<void> {
  await tx.webhookDelivery.deleteMany({ where: { tenantId: null, payload: { path: ["tenant_id"], equals: tenantId } } });
}
