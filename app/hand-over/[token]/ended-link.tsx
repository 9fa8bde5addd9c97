import type { ReactNode } from "react";
import { exactTime } from "#components/ui/relative-time";
import type { LinkView } from "#lib/hand-overs/find-link";

const ask = "Ask whoever sent it to you for a new one.";

/** What to say of a link that does nothing any more, or not now. Null for one that works. */
export function endedLink({ kind, state, isPaused, isExpired, client, usedAt, expiresAt, decisionNote }: LinkView): { title: string; lead: ReactNode } | null {
  switch (state) {
    case "used":
      return {
        title: "This link was used",
        lead: `The secret of ${client.name} was made and shown on ${usedAt ? exactTime(usedAt) : "this page"}. It cannot be shown again. If it never reached you, or it was not you, tell whoever sent you the link at once.`,
      };
    case "withdrawn":
      return { title: "This link was withdrawn", lead: `Nothing can be done with it any more. ${ask}` };
    case "locked":
      return { title: "This link has ended", lead: `The passphrase was wrong five times. ${ask}` };
    case "expired":
      return { title: "This link is too old", lead: `It worked until ${exactTime(expiresAt)}. ${ask}` };
    case "applied":
      return {
        title: "They are in place",
        lead: `The redirect URIs of ${client.name} were looked at and count now. There is nothing left to do on this page.`,
      };
    case "refused":
      return {
        title: "They were not taken over",
        lead: (
          <>
            Nothing was changed at {client.name}. {decisionNote && <q className="whitespace-pre-line">{decisionNote}</q>} {ask}
          </>
        ),
      };
    case "submitted":
      if (!isExpired) return null;
      return { title: "They wait for review", lead: `What you sent for ${client.name} is being looked at. This link is too old to change it.` };
    case "open":
      if (!isPaused) return null;
      return {
        title: kind === "secret" ? "No secret at the moment" : "Not at the moment",
        lead: `${client.name} cannot be given a secret right now. Ask whoever sent you the link, and open it again then: it works until ${exactTime(expiresAt)}.`,
      };
  }
}
