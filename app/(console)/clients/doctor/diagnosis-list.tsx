import Link from "next/link";
import { Notice } from "#components/ui/notice";
import type { Diagnosis } from "#lib/usage/diagnose-authorization";
import { wayTo } from "../[clientId]/refused/refused-words.ts";

/** What came of it, the errors first. */
export function DiagnosisList({ diagnosis: { client, findings } }: { diagnosis: Diagnosis }) {
  const errors = findings.filter(({ level }) => level === "error");
  const found = [...errors, ...findings.filter(({ level }) => level === "warning")];
  return (
    <section aria-label="What was found" className="flex max-w-3xl flex-col gap-3">
      <p role="status">
        {client && (
          <>
            It is of{" "}
            <Link href={`/clients/${client.clientId}`} className="prose-link">
              {client.name}
            </Link>
            .{" "}
          </>
        )}
        {told(errors.length)}
      </p>
      {found.map(({ level, title, text, place }) => (
        <Notice key={title} tone={level === "error" ? "error" : "warn"} title={title} action={client && place && <Way client={client} place={place} />}>
          <p className="wrap-anywhere">{text}</p>
        </Notice>
      ))}
    </section>
  );
}

function told(errors: number): string {
  if (errors === 0) return "Nothing is wrong with it: the token service answers it.";
  return errors === 1 ? "One thing is wrong with it." : `${errors} things are wrong with it.`;
}

function Way({ client, place }: { client: NonNullable<Diagnosis["client"]>; place: Parameters<typeof wayTo>[0] }) {
  const { href, label } = wayTo(place, client);
  return (
    <Link href={href} className="prose-link inline-flex min-h-6 items-center">
      {label}
    </Link>
  );
}
