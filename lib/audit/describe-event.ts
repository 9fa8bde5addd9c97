import { type AuditValue, entryOf } from "#lib/audit/catalogue";
import { valueWords } from "#lib/audit/value-words";
import type { AuditEvent } from "#prisma/generated/client";

export type AuditChange = { field: string; before?: AuditValue; after?: AuditValue };

/** Field by field, in the order in which the catalogue names them. */
export function changesOf(event: Pick<AuditEvent, "action" | "before" | "after">): AuditChange[] {
  const before = (event.before ?? {}) as Record<string, AuditValue>;
  const after = (event.after ?? {}) as Record<string, AuditValue>;
  return entryOf(event.action)
    .fields.filter((field) => field in before || field in after)
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** An event as a sentence without its full stop: "Ana Silva renamed the client (name: “A” is now “B”)". */
export function describeEvent(event: Pick<AuditEvent, "action" | "actorName" | "before" | "after">, it = "the client"): string {
  const text = entryOf(event.action).text.replace("{it}", it);
  const changes = changesOf(event)
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
    .map(({ field, before, after }) => `${fieldName(field).toLowerCase()}: ${told(field, before)} is now ${told(field, after)}`);
  return `${event.actorName} ${text}${changes.length > 0 ? ` (${changes.join("; ")})` : ""}`;
}

/** `expiresAt` reads "Expires at", `redirectUris` "Redirect URIs". */
export function fieldName(field: string): string {
  const spaced = field.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/\buri(s?)\b/, "URI$1");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A value of an event, in words, for each that there is: none for nothing, several for a list. */
export function valueTexts(field: string, value: AuditValue | undefined): string[] {
  if (value === undefined || value === null || value === "") return [];
  if (typeof value === "boolean") return [value ? "yes" : "no"];
  const words: Record<string, string> = valueWords[field as keyof typeof valueWords] ?? {};
  return (Array.isArray(value) ? value : [value]).map((each) => (Object.hasOwn(words, each) ? words[each] : undefined) ?? String(each));
}

function told(field: string, value: AuditValue | undefined): string {
  const texts = valueTexts(field, value);
  return texts.length === 0 ? "none" : `“${texts.join(", ")}”`;
}
