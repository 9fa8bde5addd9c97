import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { refuseImpossible } from "#lib/clients/barriers";
import type { ChangedClient } from "#lib/clients/change-client";
import { readSettings } from "#lib/clients/client-settings";
import { earlierSubmission, rememberSubmission } from "#lib/clients/idempotency";
import { lockClient, refuseDeleted, subjectOf } from "#lib/clients/lock-client";
import type { ActivateClientInput } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { replaceSecret, writeSecret } from "#lib/secrets/issue-secret";

/**
 * Ends a partner client's draft: from now on it works, and a confidential one has its first secret, unless that is to be handed over.
 * @throws DomainError `not_found`; `forbidden`; `conflict` when it is no draft, or lacks the redirect URIs or the grant that it needs (R34).
 */
export async function activateClient(actor: Actor, input: ActivateClientInput): Promise<ChangedClient & { isPublic: boolean }> {
  return asScope(scopeOf(actor), async (tx) => {
    const earlier = await earlierSubmission(tx, actor, input.idempotencyKey, input.clientId);
    const client = await lockClient(tx, actor, "issue_secret", input.clientId);
    const isPublic = client.type === "public";
    if (earlier) return { clientId: client.clientId, isPublic, secret: earlier.secretId ? await replaceSecret(tx, actor, client, earlier) : null };
    refuseDeleted(client);
    if (client.state !== "draft") throw new DomainError("conflict", "This client is no draft any more.");
    const settings = await readSettings(tx, client);
    if (!settings.mayIntrospect && settings.redirectUris.length === 0)
      throw new DomainError("conflict", "Add the partner's redirect URIs first. Its credentials are issued after that.");
    if (!settings.mayIntrospect && settings.grants.length === 0)
      throw new DomainError("conflict", "Switch on a grant first: without one the client cannot obtain a token.");
    refuseImpossible({ ...settings, isPartner: client.tenantId === null, isDraft: false });

    const active = await tx.client.update({ where: { clientId: client.clientId }, data: { state: "active", version: { increment: 1 } } });
    const isShown = !isPublic && input.firstSecret !== "hand_over";
    const secret = isShown ? await writeSecret(tx, actor, active, { name: "First secret", expiresAt: null }) : null;
    await rememberSubmission(tx, actor, {
      key: input.idempotencyKey,
      tenantId: client.tenantId,
      clientId: client.clientId,
      secretId: secret?.secretId ?? null,
    });
    await recordEvent(tx, actor, {
      action: "client.activated",
      ...subjectOf(active),
      before: { state: "draft" },
      after: { state: "active", hint: secret?.hint ?? null },
    });
    return { clientId: client.clientId, isPublic, secret };
  });
}
