import type { SignedInActor } from "#lib/access/actor";
import type { Tx } from "#lib/db/as-scope";
import type { Attention } from "#lib/home/find-attention";
import { whereLive } from "#lib/secrets/live-secret";

const SOON_DAYS = 14;
const MOST = 20;

/** Secrets that end soon (R22): urgent where the application stops with them, or still uses one that was replaced. */
export async function findSecretMatters(tx: Tx, actor: SignedInActor): Promise<{ urgent: Attention[]; later: Attention[] }> {
  const now = new Date();
  const owner = actor.kind === "user" ? actor.tenant.id : null;
  const secrets = await tx.clientSecret.findMany({
    where: {
      tenantId: owner,
      retiredAt: null,
      expiresAt: { gt: now, lt: new Date(now.getTime() + SOON_DAYS * 86_400_000) },
      client: { tenantId: owner, state: "active", deletedAt: null },
    },
    orderBy: { expiresAt: "asc" },
    take: MOST,
    include: { client: { select: { clientId: true, name: true, secrets: { where: whereLive(now), select: { expiresAt: true } } } } },
  });
  const urgent: Attention[] = [];
  const later: Attention[] = [];
  for (const { id, name, client, expiresAt, replacedAt, lastUsedAt } of secrets) {
    if (!expiresAt) continue;
    const { secrets: live, ...ref } = client;
    const isLast = live.every((other) => other.expiresAt !== null && other.expiresAt <= expiresAt);
    if (isLast) urgent.push({ kind: "stops", client: ref, at: expiresAt });
    else if (!replacedAt) later.push({ kind: "secret_expires", client: ref, secretName: name, at: expiresAt });
    else if (lastUsedAt && lastUsedAt > replacedAt) urgent.push({ kind: "old_secret_used", client: ref, secretId: id, at: expiresAt });
  }
  return { urgent, later };
}
