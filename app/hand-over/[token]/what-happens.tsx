import { exactTime } from "#components/ui/relative-time";
import type { LinkView } from "#lib/hand-overs/find-link";
import { gracePeriods } from "#lib/secrets/periods";

/** Before anything is pressed: what this is, what the button does, and until when. */
export function WhatHappens({ link }: { link: LinkView }) {
  const { kind, client, note, expiresAt } = link;
  const by = client.maker ? ` by ${client.maker}` : "";
  return (
    <div className="flex flex-col gap-3">
      {note && (
        <p>
          This link is for <strong className="font-semibold text-ink">{note}</strong>.
        </p>
      )}
      {kind === "secret" ? (
        <>
          <p>
            The button makes a client secret for the app {client.name}
            {by} and shows it to you, once. Have the place ready where you keep it. Nobody else sees it, not even whoever sent you the link.
          </p>
          <p>{othersOf(link)}</p>
        </>
      ) : (
        <p>
          Write down where people are sent back to after they have allowed the app {client.name}
          {by}. What you send is looked at by a person before it counts; until then you can change it here.
        </p>
      )}
      <p>This link works until {exactTime(expiresAt)}.</p>
    </div>
  );
}

function othersOf({ othersEndAfter }: LinkView): string {
  if (othersEndAfter === null) return "Secrets that the app has already go on working.";
  if (othersEndAfter === 0) return "Secrets that the app has already stop working the moment you press.";
  const period = Object.entries(gracePeriods).find(([seconds]) => Number(seconds) === othersEndAfter)?.[1];
  return `Secrets that the app has already work for another ${period ?? `${othersEndAfter} seconds`} after you press.`;
}
