import type { ReactNode } from "react";
import { CopyButton } from "#components/ui/copy-button";

/** Machine text: whole, selectable with one click, with its copy button. */
export function Identifier({ value, label }: { value: string; label: string }) {
  return (
    <Copyable value={value} label={label}>
      <code className="font-mono relative break-words text-muted select-all">{value}</code>
    </Copyable>
  );
}

export function Copyable({ value, label, children }: { value: string; label: string; children: ReactNode }) {
  return (
    <span className="inline-flex max-w-full items-center gap-0.5">
      <span className="min-w-0">{children}</span>
      <CopyButton value={value} label={label} />
    </span>
  );
}
