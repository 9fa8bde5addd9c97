import { CircleX, TriangleAlert, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "#components/ui/button";
import { Tag } from "#components/ui/tag";
import { REDIRECT_URI_MAX_LENGTH, type RedirectUriIssue } from "#lib/clients/redirect-uri";

type Props = {
  number: number;
  uri: string;
  /** Begins with the focus. */
  isNew: boolean;
  isWildcard: boolean;
  issues: RedirectUriIssue[];
  onType: (uri: string) => void;
  onPasteLines: (text: string) => void;
  onRemove: () => void;
  onEnter: () => void;
};

export function RedirectUriRow({ number, uri, isNew, isWildcard, issues, onType, onPasteLines, onRemove, onEnter }: Props) {
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the row comes
  useEffect(() => {
    if (isNew) input.current?.focus();
  }, []);
  const id = `redirect-uri-${number}`;
  const isBad = issues.some(({ level }) => level === "error");

  function paste(event: ClipboardEvent) {
    const text = event.clipboardData.getData("text");
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    onPasteLines(text);
  }
  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (uri !== "") onEnter();
  }
  return (
    <li className="flex flex-col gap-1.5">
      <div className="relative">
        <input
          ref={input}
          id={id}
          name="redirectUris"
          value={uri}
          onChange={(event) => onType(event.target.value)}
          onPaste={paste}
          onKeyDown={press}
          aria-label={`Redirect URI ${number}`}
          aria-invalid={isBad || undefined}
          aria-describedby={issues.length > 0 ? `${id}-issues` : undefined}
          inputMode="url"
          maxLength={2 * REDIRECT_URI_MAX_LENGTH}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className={`control font-mono text-sm ${isWildcard ? "pr-28" : "pr-10"}`}
        />
        <span className="absolute inset-y-0 right-1 flex items-center gap-1.5">
          {isWildcard && <Tag look="warn">Wildcard</Tag>}
          <Button size="icon-small" variant="quiet" className="noscript:hidden" aria-label={`Remove redirect URI ${number}`} onClick={onRemove}>
            <X />
          </Button>
        </span>
      </div>
      {issues.length > 0 && (
        <ul id={`${id}-issues`} className="flex flex-col gap-1.5 text-sm">
          {issues.map((issue) => (
            <Issue key={`${issue.rule} ${issue.message}`} issue={issue} onFix={onType} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Issue({ issue: { rule, level, message, fix }, onFix }: { issue: RedirectUriIssue; onFix: (uri: string) => void }) {
  return (
    <li className={`flex gap-2 ${level === "error" ? "text-bad" : "text-warn"}`}>
      {level === "error" ? <CircleX className="mt-0.5" /> : <TriangleAlert className="mt-0.5" />}
      <span className="flex min-w-0 grow flex-wrap items-start justify-between gap-x-3 gap-y-1 sm:flex-nowrap">
        <span className="min-w-0">
          {message} <span className="whitespace-nowrap">(Rule {rule})</span>
          {fix && <span className="hidden break-all noscript:inline"> Write: {fix.uri}</span>}
        </span>
        {fix && (
          <Button size="small" className="shrink-0 text-ink noscript:hidden" title={fix.uri} onClick={() => onFix(fix.uri)}>
            {fix.label}
          </Button>
        )}
      </span>
    </li>
  );
}
