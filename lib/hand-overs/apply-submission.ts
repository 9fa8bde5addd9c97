import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { changeClientIn } from "#lib/clients/change-client";
import { readSettings } from "#lib/clients/client-settings";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { lockHandOver, refuseOtherSubmission } from "#lib/hand-overs/lock-hand-over";
import type { ApplySubmissionInput } from "#lib/hand-overs/schemas";
import { readSubmission } from "#lib/hand-overs/submission";

/**
 * Puts what a partner sent in place, by the verb that changes settings, so that its rules and its event hold (R34).
 * @throws DomainError `forbidden`; `not_found`; `conflict` when something else is there than what was looked at; `invalid` for what cannot be.
 */
export async function applySubmission(actor: Actor, { handOverId, submittedAt, version, idempotencyKey }: ApplySubmissionInput): Promise<{ clientId: string }> {
  authorize(actor, "partner_client.change");
  return asScope(scopeOf(actor), async (tx) => {
    const { client, link } = await lockHandOver(tx, actor, handOverId);
    refuseOtherSubmission(link, submittedAt);
    const sent = readSubmission(link.submission);
    if (!sent) throw new DomainError("conflict", "Nothing was sent.");
    const { clientId } = client;
    const stored = await readSettings(tx, client);
    const authMethod = stored.authMethod === "none" ? "client_secret_basic" : stored.authMethod;
    // The page has told what it does.
    await changeClientIn(tx, actor, { ...stored, authMethod, ...sent, clientId, version, idempotencyKey, acceptsImpact: true });
    await tx.handOver.updateMany({ where: { id: link.id }, data: { decision: "applied", decidedAt: new Date() } });
    await recordEvent(tx, actor, { action: "hand_over.applied", ...subjectOf(client), subjectId: link.id, after: { for: link.note, ...sent } });
    return { clientId };
  });
}
