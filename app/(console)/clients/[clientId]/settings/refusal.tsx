import { Notice } from "#components/ui/notice";
import { places } from "./settings-view.ts";

/** Says that nothing is saved, and leads to each setting that was refused. */
export function Refusal({ error }: { error?: Record<string, string[] | null> | null }) {
  const fields = Object.entries(error ?? {}).filter(([field, messages]) => field !== "" && messages?.length);
  const whole = error?.[""] ?? [];
  if (fields.length === 0 && whole.length === 0) return null;
  return (
    <div data-refusal tabIndex={-1} className="mb-4 outline-none">
      <Notice tone="error" title="Nothing is saved yet" isNews>
        {whole.map((message) => (
          <p key={message}>{message}</p>
        ))}
        <ul className="flex flex-col gap-0.5">
          {fields.map(([field, messages]) => (
            <li key={field}>
              <Line field={field} messages={messages ?? []} />
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

function Line({ field, messages }: { field: string; messages: string[] }) {
  if (!isPlace(field)) return messages.join(" ");
  const { label, section } = places[field];
  return (
    <>
      <a href={`#${section}`} className="prose-link">
        {label}
      </a>
      {field !== "acceptsImpact" && `: ${messages[0]}`}
      {messages.length > 1 && ` And ${messages.length - 1} more.`}
    </>
  );
}

function isPlace(field: string): field is keyof typeof places {
  return Object.hasOwn(places, field);
}
