import { ArrowRight, CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { Status } from "#components/ui/status";
import type { ClientView } from "#lib/clients/find-clients";
import { type Part, readinessOf } from "#lib/clients/readiness";
import { partWords } from "../client-words.tsx";

/** What the client needs before it can work, in the order in which people do it; one line when nothing is missing. */
export function ReadinessList({ client }: { client: ClientView }) {
  const parts = readinessOf(client);
  const done = parts.filter(({ isDone }) => isDone);
  if (done.length === parts.length) return <Ready />;
  return (
    <section aria-labelledby="readiness-title" className="my-4 flex flex-col gap-3 rounded-card border bg-surface p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="readiness-title" className="text-lg font-semibold">
          Before this client can work
        </h2>
        <p className="text-sm text-muted">
          {done.length} of {parts.length} done
        </p>
      </div>
      <ol className="flex flex-col gap-3">
        {parts.map(({ part, isDone }) =>
          isDone ? (
            <Done key={part} part={part} client={client} />
          ) : (
            // A draft is activated last.
            <Missing key={part} part={part} client={client} isOpen={part !== "activation" || parts.length - done.length === 1} />
          ),
        )}
      </ol>
    </section>
  );
}

function Ready() {
  return (
    <div className="mt-4 flex">
      <Status state="active">Ready: nothing is missing.</Status>
    </div>
  );
}

function Done({ part, client }: { part: Part; client: ClientView }) {
  return (
    <li className="flex gap-2.5 text-muted">
      <CircleCheck className="mt-0.5 text-ok" />
      <span className="min-w-0">
        <span className="sr-only">Done: </span>
        {partWords(part, client).done}
      </span>
    </li>
  );
}

function Missing({ part, client, isOpen }: { part: Part; client: ClientView; isOpen: boolean }) {
  const { missing, text, href, link, needs } = partWords(part, client);
  return (
    <li className="flex gap-2.5">
      <CircleDashed className="mt-0.5 text-warn" />
      <div className="min-w-0">
        <p className="font-medium">
          <span className="sr-only">To do: </span>
          {missing}
        </p>
        <p className="max-w-prose text-muted">{text}</p>
        {isOpen && client.may.includes(needs) && (
          <Link href={href} className="prose-link inline-flex min-h-6 items-center gap-1">
            {link}
            <ArrowRight />
          </Link>
        )}
      </div>
    </li>
  );
}
