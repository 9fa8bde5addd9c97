import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { lockClient, subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { type IssuedSecret, refuseWithoutSecrets, replaceSecret, shown, writeSecret } from "#lib/secrets/issue-secret";
import { whereLive } from "#lib/secrets/live-secret";
import type { ResetAllSecretsInput } from "#lib/secrets/schemas";

/**
 * Ends every live secret at once and issues one (R20).
 * @throws DomainError `forbidden`, `not_found`, or `conflict` when the client can have none.
 */
export async function resetAllSecrets(actor: Actor, input: ResetAllSecretsInput): Promise<IssuedSecret> {
  return asScope(scopeOf(actor), async (tx) => {
    const earlier = await earlierSubmission(tx, actor, input.idempotencyKey, input.clientId);
    const client = await lockClient(tx, actor, "issue_secret", input.clientId);
    if (earlier) return replaceSecret(tx, actor, client, earlier);
    refuseWithoutSecrets(client);
    const ended = await tx.clientSecret.updateMany({
      where: { clientId: client.clientId, ...whereLive() },
      data: { retiredAt: new Date() },
    });
    const issued = await writeSecret(tx, actor, client, { name: "Secret", expiresAt: null });
    await rememberSubmission(tx, actor, { key: input.idempotencyKey, tenantId: client.tenantId, clientId: client.clientId, secretId: issued.secretId });
    await recordEvent(tx, actor, {
      action: "secret.all_reset",
      ...subjectOf(client),
      subjectId: issued.secretId,
      before: { secrets: ended.count },
      after: { secrets: 1, ...shown(issued) },
    });
    return issued;
  });
}
