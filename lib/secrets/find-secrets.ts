import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { isLive, whereLive } from "#lib/secrets/live-secret";

export type SecretView = Awaited<ReturnType<typeof findSecrets>>[number];

const SHOWN = 20;

/** Live ones first, then those that ended; the latest twenty. @throws DomainError `forbidden`. */
export async function findSecrets(actor: Actor, clientId: string) {
  authorize(actor, "client.see");
  if (!isClientId(clientId)) return [];
  const where = { clientId, ...tenantFilter(actor) };
  const secrets = await asScope(scopeOf(actor), async (tx) => {
    const live = await tx.clientSecret.findMany({ where: { ...where, ...whereLive() }, orderBy: { createdAt: "desc" } });
    const ended = await tx.clientSecret.findMany({ where: { ...where, NOT: whereLive() }, orderBy: { createdAt: "desc" }, take: SHOWN - live.length });
    return [...live, ...ended];
  });
  return secrets.map((secret) => ({
    id: secret.id,
    name: secret.name,
    hint: secret.hint,
    createdBy: secret.createdBy,
    createdAt: secret.createdAt,
    lastUsedAt: secret.lastUsedAt,
    expiresAt: secret.expiresAt,
    endedAt: secret.retiredAt ?? (isLive(secret) ? null : secret.expiresAt),
    isLive: isLive(secret),
    isReplaced: secret.replacedAt !== null,
  }));
}
