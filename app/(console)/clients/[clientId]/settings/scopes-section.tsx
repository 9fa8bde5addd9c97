import { Search } from "lucide-react";
import { useState } from "react";
import { CheckLine } from "#components/ui/choice";
import { Messages } from "#components/ui/field";
import { SettingsSection } from "#components/ui/settings-section";
import { Tag } from "#components/ui/tag";
import type { SettingsView } from "./settings-view.ts";

export type OfferedScope = { name: string; title: string; description: string; risk: "low" | "elevated" | "high"; isRetired: boolean };

type Props = { view: SettingsView; catalogue: OfferedScope[] };

export function ScopesSection({ view: { shown, draft, errors }, catalogue }: Props) {
  const [query, setQuery] = useState("");
  // By what the page began with: nothing jumps away from under the pointer.
  const isChosen = ({ name }: OfferedScope) => shown.scopes.includes(name);
  const offered = catalogue.filter((scope) => isChosen(scope) || !scope.isRetired).sort((a, b) => Number(isChosen(b)) - Number(isChosen(a)));
  const found = offered.filter((scope) => matches(scope, query)).length;
  return (
    <SettingsSection id="scopes" title="Scopes" about="What the application may ask for. A request for anything else is refused.">
      <Messages id="scopes-errors" tone="bad" items={errors("scopes")} />
      {offered.length === 0 ? (
        <p className="text-muted">There are no scopes yet. The people who run Gatehouse write the catalogue; then you choose from it here.</p>
      ) : (
        <fieldset className="min-w-0 rounded-card border bg-surface">
          <legend className="sr-only">Scopes</legend>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b p-2">
            <div className="relative min-w-40 grow noscript:hidden">
              <Search className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
              <input
                type="search"
                aria-label="Search scopes"
                placeholder="Search"
                className="control pl-9"
                value={query}
                onChange={(event) => setQuery(event.target.value)}
                onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
              />
            </div>
            <p role="status" className="px-1.5 text-sm text-muted noscript:hidden">
              {query === "" ? `${draft.scopes.length} of ${offered.length} chosen` : `${found} of ${offered.length} found`}
            </p>
          </div>
          <ul className="max-h-96 divide-y overflow-y-auto">
            {offered.map((scope) => (
              <li key={scope.name} hidden={!matches(scope, query)}>
                <CheckLine
                  name="scopes"
                  value={scope.name}
                  defaultChecked={isChosen(scope)}
                  className="px-3.5 py-2.5 hover:bg-hover"
                  label={
                    <>
                      <code className="font-mono font-medium break-all">{scope.name}</code>
                      <span>{scope.title}</span>
                    </>
                  }
                  description={scope.description}
                  end={
                    <>
                      {scope.risk !== "low" && (
                        <Tag look={scope.risk === "high" ? "warn" : "plain"}>{scope.risk === "high" ? "High risk" : "Elevated risk"}</Tag>
                      )}
                      {scope.isRetired && <Tag>Retired: once removed, it cannot be chosen again</Tag>}
                    </>
                  }
                />
              </li>
            ))}
          </ul>
          {found === 0 && <p className="px-3.5 py-2.5 text-muted">No scope is called that or says so.</p>}
        </fieldset>
      )}
    </SettingsSection>
  );
}

function matches({ name, title, description }: OfferedScope, query: string): boolean {
  return `${name} ${title} ${description}`.toLowerCase().includes(query.trim().toLowerCase());
}
