import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { DomainError, refuseUntypedName } from "#lib/errors";
import { whereLive } from "#lib/secrets/live-secret";
import type { RetireSecretInput } from "#lib/secrets/schemas";

/**
 * Ends one secret now. The last live one stops the client, so its name must be typed.
 * @throws DomainError `not_found`, `forbidden`, `conflict` when it has ended already, `invalid` when the name is not typed.
 */
export async function retireSecret(actor: Actor, input: RetireSecretInput): Promise<{ clientId: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const client = await lockClient(tx, actor, "issue_secret", input.clientId);
    refuseDeleted(client);
    const live = await tx.clientSecret.findMany({ where: { clientId: client.clientId, ...whereLive() } });
    const secret = live.find(({ id }) => id === input.secretId);
    if (!secret) throw new DomainError("conflict", "This secret has already ended.");
    if (live.length === 1) {
      refuseUntypedName(client, input.typedName, `This is the client's only secret: without it, the client stops. Type “${client.name}” to retire it.`);
    }
    const retiredAt = new Date();
    await tx.clientSecret.update({ where: { id: secret.id }, data: { retiredAt } });
    await recordEvent(tx, actor, {
      action: "secret.retired",
      ...subjectOf(client),
      subjectId: secret.id,
      before: { name: secret.name, hint: secret.hint, retiredAt: null },
      after: { name: secret.name, hint: secret.hint, retiredAt },
    });
    return { clientId: client.clientId };
  });
}
