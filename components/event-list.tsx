import { ScrollText } from "lucide-react";
import Link from "next/link";
import { AuditEntry } from "#components/ui/audit-entry";
import { EmptyState } from "#components/ui/empty-state";
import type { AuditValue } from "#lib/audit/catalogue";
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
          changes={event.changes.map(({ field, before, after }) => ({ field: words(field), before: told(before), after: told(after) }))}
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

/** `expiresAt` reads "Expires at". */
function words(field: string): string {
  const spaced = field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function told(value: AuditValue | undefined): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value)) return value.join(", ") || undefined;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}
