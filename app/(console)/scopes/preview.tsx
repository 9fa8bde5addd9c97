import { ScopeWords } from "#components/scope-words";
import type { ScopeView } from "#lib/scopes/find-scopes";

/** The line of a consent prompt, so that the words are read as people will read them. */
export function Preview({ title, scope }: { title: string; scope: Pick<ScopeView, "title" | "description"> }) {
  return (
    <figure className="flex flex-col gap-1.5">
      <figcaption className="text-sm text-muted">{title}</figcaption>
      <div className="rounded-card border bg-surface px-3.5 py-3 text-base text-ink shadow-control">
        <ScopeWords {...scope} />
      </div>
    </figure>
  );
}
