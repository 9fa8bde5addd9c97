import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { lockClient, subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { type IssuedSecret, refuseEleventh, refuseWithoutSecrets, replaceSecret, shown, writeSecret } from "#lib/secrets/issue-secret";
import { whereLive } from "#lib/secrets/live-secret";
import type { ResetSecretInput } from "#lib/secrets/schemas";

/** `previous`: what became of the old secret; null when only the answer was lost. */
export type ResetSecret = IssuedSecret & { previous: { hint: string; worksUntil: Date | null } | null };

/**
 * Issues a successor to one secret, and ends that one now or after the grace period. The plaintext exists only in the result.
 * @throws DomainError `forbidden`, `not_found`, or `conflict` when the secret is not live any more, or with its grace period would be one of eleven.
 */
export async function resetSecret(actor: Actor, input: ResetSecretInput): Promise<ResetSecret> {
  return asScope(scopeOf(actor), async (tx) => {
    const earlier = await earlierSubmission(tx, actor, input.idempotencyKey, input.clientId);
    const client = await lockClient(tx, actor, "issue_secret", input.clientId);
    if (earlier) return { ...(await replaceSecret(tx, actor, client, earlier)), previous: null };
    refuseWithoutSecrets(client);
    const old = await tx.clientSecret.findFirst({ where: { id: input.secretId, clientId: client.clientId, ...whereLive() } });
    if (!old) throw new DomainError("conflict", "This secret has already ended. Add a new one instead.");
    if (old.replacedAt)
      throw new DomainError("conflict", "This secret was reset already: its successor is in the list. Reset that one, or retire this one early.");

    const now = new Date();
    const graceEnd = new Date(now.getTime() + input.graceSeconds * 1000);
    const end = old.expiresAt && old.expiresAt < graceEnd ? old.expiresAt : graceEnd;
    await tx.clientSecret.update({ where: { id: old.id }, data: { replacedAt: now, ...(input.graceSeconds === 0 ? { retiredAt: now } : { expiresAt: end }) } });
    await refuseEleventh(tx, client);
    const issued = await writeSecret(tx, actor, client, { name: old.name, expiresAt: sameLifetime(old, now) });

    await rememberSubmission(tx, actor, { key: input.idempotencyKey, tenantId: client.tenantId, clientId: client.clientId, secretId: issued.secretId });
    await recordEvent(tx, actor, {
      action: "secret.reset",
      ...subjectOf(client),
      subjectId: issued.secretId,
      before: { name: old.name, hint: old.hint, expiresAt: old.expiresAt, previousEndsAt: old.expiresAt },
      after: { ...shown(issued), previousEndsAt: input.graceSeconds === 0 ? now : end },
    });
    return { ...issued, previous: { hint: old.hint, worksUntil: input.graceSeconds === 0 ? null : end } };
  });
}

/** A secret that was made to end has successors that end: resetting must not undo that (R22). */
function sameLifetime({ createdAt, expiresAt }: { createdAt: Date; expiresAt: Date | null }, now: Date): Date | null {
  return expiresAt && new Date(now.getTime() + expiresAt.getTime() - createdAt.getTime());
}
