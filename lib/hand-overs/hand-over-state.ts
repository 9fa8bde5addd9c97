import type { HandOver } from "#prisma/generated/client";

export const TRIES = 5;

/** `submitted`: redirect URIs wait for review. `locked`: too many wrong passphrases. */
export type HandOverState = "open" | "submitted" | "applied" | "refused" | "used" | "locked" | "withdrawn" | "expired";

type Subject = Pick<HandOver, "withdrawnAt" | "decision" | "usedAt" | "submittedAt" | "failedTries" | "expiresAt">;

/** What has become of a link; of several things the one that says most. */
export function stateOf(link: Subject, now = new Date()): HandOverState {
  if (link.decision) return link.decision;
  if (link.usedAt) return "used";
  if (link.withdrawnAt) return "withdrawn";
  if (link.submittedAt) return "submitted";
  if (link.failedTries >= TRIES) return "locked";
  return link.expiresAt > now ? "open" : "expired";
}

/** Staff can still take it back. */
export function isWithdrawable(state: HandOverState): boolean {
  return state === "open" || state === "submitted";
}
