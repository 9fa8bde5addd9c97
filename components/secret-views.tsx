import { type Format, formatNames, formatSecret, formats, type SecretParts } from "#components/secret-formats";

type Props = { name: string; parts: SecretParts; onChoose: (format: Format) => void };

export function SecretViews({ name, parts, onChoose }: Props) {
  return (
    <div className="group/formats flex flex-col gap-3 print:after:content-['A_secret_is_not_printed.']">
      <FormatTabs name={name} onChoose={onChoose} />
      {formats.map((each) => (
        <code
          key={each}
          className={`hidden max-h-60 overflow-y-auto rounded-control border bg-sunken px-3.5 py-3 font-mono text-sm break-all whitespace-pre-wrap select-all print:hidden! ${shownWhenChosen[each]}`}
        >
          {formatSecret(each, parts).trimEnd()}
        </code>
      ))}
    </div>
  );
}

const shownWhenChosen: Record<Format, string> = {
  secret: "group-has-[[value=secret]:checked]/formats:block",
  env: "group-has-[[value=env]:checked]/formats:block",
  json: "group-has-[[value=json]:checked]/formats:block",
};

// Radio buttons, so that choosing works before and without JavaScript.
function FormatTabs({ name, onChoose }: { name: string; onChoose: (format: Format) => void }) {
  return (
    <fieldset className="flex gap-1 border-b">
      <legend className="sr-only">Show it as</legend>
      {formats.map((each) => (
        <label
          key={each}
          className="-mb-px flex min-h-8 items-center border-b-2 border-transparent px-2 text-sm font-medium text-muted hover:text-ink has-checked:border-accent has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input type="radio" name={name} value={each} defaultChecked={each === "secret"} onChange={() => onChoose(each)} className="sr-only" />
          {formatNames[each]}
        </label>
      ))}
    </fieldset>
  );
}
