import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import type { Dependants } from "#lib/clients/impact";
import { asScope, type Tx } from "#lib/db/as-scope";
import { whereLive } from "#lib/secrets/live-secret";

/** What stops working when a client is deleted (R10). @throws DomainError `forbidden`. */
export async function countDamage(actor: Actor, clientId: string): Promise<Dependants> {
  authorize(actor, "client.see");
  return asScope(scopeOf(actor), async (tx) => countDependants(tx, clientId, tenantFilter(actor)));
}

/** Who depends on a client now, as far as the scope of the transaction sees. */
export async function countDependants(tx: Tx, clientId: string, filter: { tenantId?: string } = {}): Promise<Dependants> {
  const where = { clientId, ...filter };
  const tenants = await tx.enablement.count({ where });
  // In SQL: a count by Prisma reads the columns that this role may not.
  const [grants] = await tx.$queryRaw<{ live: bigint; permissions: bigint }[]>`
    select count(*) as live, count(*) filter (where kind = 'Grant') as permissions from oidc_artifact
    where client_id = ${clientId} and kind in ('Grant', 'ClientCredentials') and revoked_at is null and (expires_at is null or expires_at > now())`;
  const liveSecrets = await tx.clientSecret.count({ where: { ...where, ...whereLive() } });
  return { tenants, permissions: Number(grants?.permissions ?? 0), liveGrants: Number(grants?.live ?? 0), liveSecrets };
}
