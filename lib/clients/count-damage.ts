import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";

export type Damage = { tenants: number; grants: number; secrets: number };

/** What stops working when a client is deleted (R10). @throws DomainError `forbidden`. */
export async function countDamage(actor: Actor, clientId: string): Promise<Damage> {
  authorize(actor, "client.see");
  return asScope(scopeOf(actor), async (tx) => {
    const where = { clientId, ...tenantFilter(actor) };
    const tenants = await tx.enablement.count({ where });
    const grants = await tx.oidcArtifact.count({
      where: { ...where, kind: { in: ["Grant", "ClientCredentials"] }, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    });
    const secrets = await tx.clientSecret.count({ where: { ...where, retiredAt: null } });
    return { tenants, grants, secrets };
  });
}
