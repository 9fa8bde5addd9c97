import { ScrollText } from "lucide-react";
import Link from "next/link";
import { AuditEntry } from "#components/ui/audit-entry";
import { EmptyState } from "#components/ui/empty-state";
import { exactTime } from "#components/ui/relative-time";
import type { AuditValue } from "#lib/audit/catalogue";
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
          changes={event.changes
            .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
            .map(({ field, before, after }) => ({ field: fieldName(field), before: told(before), after: told(after) }))}
        />
      ))}
    </ol>
  );
}

function Deed({ event, namesClients }: { event: EventView; namesClients: boolean }) {
  const [before, after] = event.text.split("{it}");
  if (after === undefined) return before;
  return (
    <>
      {before}
      {event.clientId === null ? event.subject : namesClients ? <ClientLink clientId={event.clientId} name={event.subject} /> : "the client"}
      {after}
    </>
  );
}

function ClientLink({ clientId, name }: { clientId: string; name: string }) {
  return (
    <Link href={`/clients/${clientId}`} className="prose-link">
      {name}
    </Link>
  );
}

/** Times stand in an event as ISO 8601. */
function told(value: AuditValue | undefined): string | undefined {
  const text = valueText(value);
  return text && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? exactTime(new Date(text)) : text;
}
