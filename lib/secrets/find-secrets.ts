import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { isLive } from "#lib/secrets/live-secret";

export type SecretView = Awaited<ReturnType<typeof findSecrets>>[number];

/** Live ones first, then those that ended; the latest twenty. @throws DomainError `forbidden`. */
export async function findSecrets(actor: Actor, clientId: string) {
  authorize(actor, "client.see");
  const secrets = await asScope(scopeOf(actor), (tx) =>
    tx.clientSecret.findMany({
      where: { clientId, ...tenantFilter(actor) },
      orderBy: [{ retiredAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
      take: 20,
    }),
  );
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
  }));
}
