import { Plus } from "lucide-react";
import { useRef } from "react";
import { Button } from "#components/ui/button";
import { Messages } from "#components/ui/field";
import { TextAreaField } from "#components/ui/input";
import { SettingsSection } from "#components/ui/settings-section";
import { checkRedirectUris, matchOf, REDIRECT_URI_LIMIT, type RedirectUriIssue } from "#lib/clients/redirect-uri";
import { RedirectUriRow } from "./redirect-uri-row.tsx";
import type { SettingsView } from "./settings-view.ts";
import type { RedirectRows } from "./use-redirect-rows.ts";

const about = "Where people are sent after they decide. Compared letter by letter with what the application asks for.";

export function RedirectUrisSection({ view, list }: { view: SettingsView; list: RedirectRows }) {
  const addButton = useRef<HTMLButtonElement>(null);
  const issues = issuesOf(list, view);
  const refused = [...issues.values()].filter((each) => each.some(({ level }) => level === "error")).length;
  const errors = view.errors("redirectUris");
  const isFull = list.rows.length >= REDIRECT_URI_LIMIT;
  return (
    <SettingsSection id="redirect-uris" title="Redirect URIs" about={about}>
      <Messages
        id="redirect-uris-errors"
        tone="bad"
        items={
          errors && refused > 0
            ? [`${refused === 1 ? "One address" : `${refused} addresses`} below cannot be. Nothing is lost: mend or remove them, then save again.`]
            : errors
        }
      />
      <ul className="flex flex-col gap-2.5">
        {list.rows.map(({ key, uri, isSettled, isNew }, index) => (
          <RedirectUriRow
            key={key}
            number={index + 1}
            uri={uri}
            isNew={isNew}
            isWildcard={view.shape.isPartner && matchOf(uri) === "wildcard"}
            issues={isSettled ? (issues.get(key) ?? []) : []}
            onType={(typed) => list.change(key, typed)}
            onPasteLines={(text) => list.paste(key, text)}
            onEnter={list.add}
            onRemove={() => {
              list.remove(key);
              addButton.current?.focus();
            }}
          />
        ))}
        <li className="hidden noscript:block">
          <input name="redirectUris" aria-label="One more redirect URI" autoComplete="off" className="control font-mono text-sm" />
        </li>
      </ul>
      <p className="hidden text-sm text-muted noscript:block">Empty a field to remove its address.</p>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <Button ref={addButton} size="small" className="noscript:hidden" onClick={list.add} aria-disabled={isFull || undefined}>
          <Plus />
          Add redirect URI
        </Button>
        {isFull && <p className="py-1 text-sm text-muted">A client has at most {REDIRECT_URI_LIMIT}.</p>}
        <details className="min-w-0 grow open:basis-full">
          <summary className="inline-flex min-h-7 items-center text-sm font-medium text-muted hover:text-ink">Paste several</summary>
          <div className="flex flex-col items-start gap-2 pt-1">
            <div className="w-full">
              <TextAreaField
                id="redirect-uris-several"
                name="redirectUris"
                label="One redirect URI to a line"
                isMono
                autoComplete="off"
                autoCapitalize="off"
                spellCheck={false}
                value={list.pasted}
                onChange={(event) => list.setPasted(event.target.value)}
              />
            </div>
            <Button size="small" className="noscript:hidden" onClick={list.takePasted}>
              Add them
            </Button>
          </div>
        </details>
      </div>
    </SettingsSection>
  );
}

/** By the key of the row. An empty row is nothing yet. */
function issuesOf({ rows }: RedirectRows, { draft, environment, shape }: SettingsView): Map<number, RedirectUriIssue[]> {
  const filled = rows.filter(({ uri }) => uri !== "");
  const checked = checkRedirectUris(
    filled.map(({ uri }) => uri),
    { type: draft.type, environment, isPartner: shape.isPartner },
  );
  return new Map(filled.map(({ key }, index) => [key, checked[index] ?? []]));
}
