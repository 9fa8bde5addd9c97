import type { Actor } from "#lib/access/actor";
import { lockClient } from "#lib/clients/lock-client";
import type { Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import { stateOf } from "#lib/hand-overs/hand-over-state";

/** Locks the client of a link first, as whoever presses it does. @throws DomainError `not_found`, `forbidden`. */
export async function lockHandOver(tx: Tx, actor: Actor, id: string) {
  const found = await tx.handOver.findFirst({ where: { id }, select: { clientId: true, kind: true } });
  if (!found) throw notFound("This link");
  const client = await lockClient(tx, actor, found.kind === "secret" ? "issue_secret" : "change", found.clientId);
  const link = await tx.handOver.findUniqueOrThrow({ where: { id } });
  return { client, link };
}

/** @throws DomainError `conflict` when staff decided already, or the partner sent another list than the one that was looked at. */
export function refuseOtherSubmission(link: Awaited<ReturnType<typeof lockHandOver>>["link"], seen: Date): void {
  if (stateOf(link) !== "submitted") throw new DomainError("conflict", "Nothing waits for review here any more: somebody decided, or the link was withdrawn.");
  if (link.submittedAt?.getTime() !== seen.getTime()) {
    throw new DomainError("conflict", "The partner sent another list while you were looking. It is shown now; look at it again.");
  }
}
