import { Minus, Plus, ScrollText } from "lucide-react";
import Link from "next/link";
import { AuditEntry } from "#components/ui/audit-entry";
import { EmptyState } from "#components/ui/empty-state";
import { exactTime } from "#components/ui/relative-time";
import type { AuditValue } from "#lib/audit/catalogue";
import { type AuditChange, fieldName, valueTexts } from "#lib/audit/describe-event";
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
          changes={toChanges(event.changes.filter((change) => !repeatsSubject(change, event)))}
        />
      ))}
    </ol>
  );
}

/** What differs, in words; of a list what came and what went. */
export function toChanges(changes: AuditChange[]) {
  return changes
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .map((change) => ({ field: fieldName(change.field), ...(isList(change) ? toldList(change) : toldBoth(change)) }));
}

/** What was made is named by the sentence. */
function repeatsSubject({ before, after }: AuditChange, { subject }: EventView): boolean {
  return before === undefined && after === subject;
}

function Deed({ event, namesClients }: { event: EventView; namesClients: boolean }) {
  const [before, after] = event.text.split("{it}");
  if (after === undefined) return before;
  return (
    <>
      {before}
      {event.href === null ? event.subject : namesClients ? <SubjectLink href={event.href} name={event.subject} /> : "the client"}
      {after}
    </>
  );
}

function SubjectLink({ href, name }: { href: string; name: string }) {
  return (
    <Link href={href} className="prose-link">
      {name}
    </Link>
  );
}

function toldBoth({ field, before, after }: AuditChange) {
  return { before: told(field, before), after: told(field, after) };
}

/** Undefined where the event says nothing of it. Times stand in an event as ISO 8601. */
function told(field: string, value: AuditValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  const [text = "none"] = valueTexts(field, value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? exactTime(new Date(text)) : text;
}

function isList({ before, after }: AuditChange): boolean {
  return Array.isArray(before) || Array.isArray(after);
}

/** What came and what went stands out from what stayed. */
function toldList({ field, before, after }: AuditChange) {
  const [old, now] = [valueTexts(field, before), valueTexts(field, after)];
  if (before === undefined) return { before: undefined, after: <Lines texts={now} /> };
  return {
    before: <Lines texts={old} marked={old.filter((text) => !now.includes(text))} mark={gone} />,
    after: <Lines texts={now} marked={now.filter((text) => !old.includes(text))} mark={added} />,
  };
}

const gone = { icon: <Minus className="mt-0.5 size-3.5" />, says: "removed: ", look: "text-bad line-through" };
const added = { icon: <Plus className="mt-0.5 size-3.5" />, says: "added: ", look: "text-ok" };

function Lines({ texts, marked = [], mark }: { texts: string[]; marked?: string[]; mark?: typeof gone }) {
  if (texts.length === 0) return "none";
  return (
    <ul>
      {texts.map((text) =>
        mark && marked.includes(text) ? (
          <li key={text} className={`flex gap-1 ${mark.look}`}>
            {mark.icon}
            <span className="wrap-anywhere min-w-0">
              <span className="sr-only">{mark.says}</span>
              {text}
            </span>
          </li>
        ) : (
          <li key={text} className={`wrap-anywhere ${mark ? "pl-[1.125rem]" : ""}`}>
            {text}
          </li>
        ),
      )}
    </ul>
  );
}
