import { ScrollText } from "lucide-react";
import Link from "next/link";
import { AuditEntry } from "#components/ui/audit-entry";
import { EmptyState } from "#components/ui/empty-state";
import { fieldName, valueText } from "#lib/audit/describe-event";
import type { EventView } from "#lib/audit/find-events";

/** @param namesClients false on the page of one client, where its name would only repeat. */
export function EventList({ events, namesClients }: { events: EventView[]; namesClients: boolean }) {
  if (events.length === 0) {
    return (
      <EmptyState icon={<ScrollText />} title="Nothing recorded yet">
        Every change stands here with who made it, when, and what it was before.
      </EmptyState>
    );
  }
  return (
    <ol className="rounded-card border bg-surface">
      {events.map((event) => (
        <AuditEntry
          key={event.id}
          who={event.actorName}
          did={<Deed event={event} namesClients={namesClients} />}
          at={event.at}
          from={event.ipAddress ?? undefined}
          changes={event.changes.map(({ field, before, after }) => ({ field: fieldName(field), before: valueText(before), after: valueText(after) }))}
        />
      ))}
    </ol>
  );
}

function Deed({ event, namesClients }: { event: EventView; namesClients: boolean }) {
  if (event.clientId === null) return `${event.text} ${event.text.endsWith("signed in") || event.text.endsWith("signed out") ? "" : event.subject}`;
  if (!namesClients) return event.text;
  return (
    <>
      {event.text.endsWith("client") ? event.text : `${event.text} of`}{" "}
      <Link href={`/clients/${event.clientId}`} className="prose-link">
        {event.subject}
      </Link>
    </>
  );
}
