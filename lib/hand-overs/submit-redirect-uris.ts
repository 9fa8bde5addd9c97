import type { Origin } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { subjectOf } from "#lib/clients/lock-client";
import { redirectUriErrors } from "#lib/clients/redirect-uris";
import { asScope } from "#lib/db/as-scope";
import { invalidFields } from "#lib/errors";
import { stateOf } from "#lib/hand-overs/hand-over-state";
import { holderOf, linkScope, lockLink } from "#lib/hand-overs/read-link";
import { refuseUnusable } from "#lib/hand-overs/refuse-unusable";
import type { SubmitRedirectUrisInput } from "#lib/hand-overs/schemas";
import type { Submission } from "#lib/hand-overs/submission";
import { countLink, forgetLink } from "#lib/members/throttle";

/**
 * Keeps what a partner sent until staff have looked at it (R34); sent again, it takes the place of what was sent before.
 * @throws DomainError `conflict` when the link does not work, `invalid` for what cannot be, `forbidden` after too many tries.
 */
export async function submitRedirectUris(origin: Origin, { token, ...sent }: SubmitRedirectUrisInput): Promise<Submission> {
  await countLink(origin.ipAddress);
  const scope = linkScope(token);
  await asScope(scope, async (tx) => {
    const link = await lockLink(tx, scope);
    if (link?.kind !== "redirect_uris") return refuseUnusable(null);
    const [now, state] = [new Date(), stateOf(link)];
    if (state !== "open" && state !== "submitted") return refuseUnusable(state);
    if (link.expiresAt <= now) return refuseUnusable("expired");
    const { type, environment } = link.client;
    const errors = redirectUriErrors(sent.redirectUris, { type, environment, isPartner: true });
    if (sent.redirectUris.length === 0) errors.push("Write at least one address: people are sent back there after they decide.");
    if (errors.length > 0) throw invalidFields({ redirectUris: errors });
    await tx.handOver.updateMany({
      where: { id: link.id, decidedAt: null },
      data: { submission: sent, submittedAt: now, submittedFromAddress: origin.ipAddress },
    });
    const fields = { for: link.note, ...sent };
    await recordEvent(tx, holderOf(link, origin), { action: "hand_over.submitted", ...subjectOf(link.client), subjectId: link.id, after: fields });
  });
  await forgetLink(origin.ipAddress);
  return sent;
}
