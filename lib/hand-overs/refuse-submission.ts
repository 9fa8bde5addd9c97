import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { lockHandOver, refuseOtherSubmission } from "#lib/hand-overs/lock-hand-over";
import type { RefuseSubmissionInput } from "#lib/hand-overs/schemas";
import { readSubmission } from "#lib/hand-overs/submission";

/** Ends a link whose submission is not taken over; the partner reads the reason there. @throws DomainError `forbidden`, `not_found`, `conflict`. */
export async function refuseSubmission(actor: Actor, { handOverId, submittedAt, reason }: RefuseSubmissionInput): Promise<{ clientId: string }> {
  authorize(actor, "partner_client.change");
  return asScope(scopeOf(actor), async (tx) => {
    const { client, link } = await lockHandOver(tx, actor, handOverId);
    refuseOtherSubmission(link, submittedAt);
    await tx.handOver.updateMany({ where: { id: link.id }, data: { decision: "refused", decidedAt: new Date(), decisionNote: reason } });
    const redirectUris = readSubmission(link.submission)?.redirectUris ?? [];
    await recordEvent(tx, actor, { action: "hand_over.refused", ...subjectOf(client), subjectId: link.id, after: { for: link.note, redirectUris, reason } });
    return { clientId: client.clientId };
  });
}
