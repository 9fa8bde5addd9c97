import { DomainError } from "#lib/errors";
import type { HandOverState } from "#lib/hand-overs/hand-over-state";

const reasons: Partial<Record<HandOverState, string>> = {
  used: "This link was used already.",
  withdrawn: "This link was withdrawn.",
  expired: "This link is too old.",
  locked: "The passphrase was wrong five times, so this link has ended.",
  applied: "What was sent on this link was taken over already.",
  refused: "What was sent on this link was not taken over.",
};

/** @param state null for a link that is none. @throws DomainError `conflict` */
export function refuseUnusable(state: HandOverState | null): never {
  const reason = (state && reasons[state]) ?? "This link does not work.";
  throw new DomainError("conflict", `${reason} Ask whoever sent it for a new one.`);
}
