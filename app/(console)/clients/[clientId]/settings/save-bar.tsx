import { TriangleAlert } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { CheckLine } from "#components/ui/choice";
import { Messages } from "#components/ui/field";
import { SubmitButton } from "#components/ui/submit-button";
import type { Impact } from "#lib/clients/impact";

type Props = {
  /** What differs from what is stored, in words. */
  changes: string[];
  impacts: Impact[];
  isUnaccepted: boolean;
  path: string;
  onDiscard: () => void;
};

/** The end of the form; as soon as something differs, always in sight. */
export function SaveBar({ changes, impacts, isUnaccepted, path, onDiscard }: Props) {
  const isDirty = changes.length > 0;
  const toAccept = impacts.filter(({ needsAcceptance }) => needsAcceptance).map(({ text }) => text);
  return (
    <div
      id="save"
      data-save-bar={isDirty || undefined}
      className={`sticky bottom-3 z-20 mt-4 flex-col gap-3 rounded-card border bg-raised px-4 py-3 shadow-raised ${isDirty ? "flex animate-enter" : "hidden noscript:flex"}`}
    >
      {impacts.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section aria-label="What this change means" tabIndex={0} className="max-h-40 overflow-y-auto text-sm">
          <ul className="flex flex-col gap-1">
            {impacts.map(({ text, needsAcceptance }) => (
              <li key={text} className={`flex gap-2 ${needsAcceptance ? "text-warn" : "text-muted"}`}>
                <TriangleAlert className="mt-0.5" />
                <span className="min-w-0">{text}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {toAccept.length > 0 && (
        <div className="flex flex-col gap-1.5">
          {/* What was accepted holds for these sentences and no others. */}
          <CheckLine
            key={toAccept.join()}
            name="acceptsImpact"
            id="acceptsImpact"
            value="on"
            required
            label="I have read this and want it"
            className="text-sm font-medium"
          />
          <Messages id="acceptsImpact-errors" tone="bad" items={isUnaccepted ? ["Nothing is saved yet. Tick this, then save again."] : undefined} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role="status" className="min-w-0 grow text-sm text-muted">
          {isDirty && (
            <>
              <strong className="font-semibold text-ink">{changes.length === 1 ? "1 change" : `${changes.length} changes`} not saved</strong>
              {": "}
              {changes.join(", ")}.{" "}
            </>
          )}
          <span className={isDirty ? "max-sm:hidden" : ""}>Saving takes effect at the next request.</span>
        </p>
        <div className="ml-auto flex gap-2">
          <ButtonLink
            href={path}
            variant="quiet"
            prefetch={false}
            onClick={(event) => {
              event.preventDefault();
              onDiscard();
            }}
          >
            Discard
          </ButtonLink>
          <SubmitButton>Save</SubmitButton>
        </div>
      </div>
    </div>
  );
}
