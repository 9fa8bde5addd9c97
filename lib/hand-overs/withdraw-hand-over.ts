import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { subjectOf } from "#lib/clients/lock-client";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { isWithdrawable, stateOf } from "#lib/hand-overs/hand-over-state";
import { lockHandOver } from "#lib/hand-overs/lock-hand-over";
import type { HandOverInput } from "#lib/hand-overs/schemas";

/** Ends a link that was not used. @throws DomainError `forbidden`, `not_found`, or `conflict` when it has ended already. */
export async function withdrawHandOver(actor: Actor, { handOverId }: HandOverInput): Promise<{ clientId: string }> {
  authorize(actor, "partner_client.change");
  return asScope(scopeOf(actor), async (tx) => {
    const { client, link } = await lockHandOver(tx, actor, handOverId);
    if (!isWithdrawable(stateOf(link))) throw new DomainError("conflict", "This link has ended already: it was used or decided on, or it is too old.");
    const withdrawnAt = new Date();
    await tx.handOver.updateMany({ where: { id: link.id }, data: { withdrawnAt } });
    await recordEvent(tx, actor, {
      action: "hand_over.withdrawn",
      ...subjectOf(client),
      subjectId: link.id,
      after: { kind: link.kind, for: link.note, withdrawnAt },
    });
    return { clientId: client.clientId };
  });
}
