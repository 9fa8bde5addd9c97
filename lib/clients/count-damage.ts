import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { whereLive } from "#lib/secrets/live-secret";

export type Damage = { tenants: number; grants: number; secrets: number };

/** What stops working when a client is deleted (R10). @throws DomainError `forbidden`. */
export async function countDamage(actor: Actor, clientId: string): Promise<Damage> {
  authorize(actor, "client.see");
  return asScope(scopeOf(actor), async (tx) => {
    const where = { clientId, ...tenantFilter(actor) };
    const tenants = await tx.enablement.count({ where });
    // In SQL: a count by Prisma reads the columns that this role may not.
    const [grants] = await tx.$queryRaw<{ live: bigint }[]>`
      select count(*) as live from oidc_artifact
      where client_id = ${clientId} and kind in ('Grant', 'ClientCredentials') and revoked_at is null and (expires_at is null or expires_at > now())`;
    const secrets = await tx.clientSecret.count({ where: { ...where, ...whereLive() } });
    return { tenants, grants: Number(grants?.live ?? 0), secrets };
  });
}
