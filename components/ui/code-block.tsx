import { CopyButton } from "#components/ui/copy-button";

/** Long lines wrap instead of scrolling; what is copied keeps them whole. */
export function CodeBlock({ label, code }: { label: string; code: string }) {
  return (
    <figure className="rounded-control border bg-sunken">
      <figcaption className="flex min-h-control items-center justify-between gap-2 border-b py-0.5 pr-1 pl-3.5 text-sm text-muted">
        {label}
        <CopyButton value={code} label={`Copy ${label}`} />
      </figcaption>
      <pre className="px-3.5 py-3 font-mono text-sm break-words whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </figure>
  );
}
