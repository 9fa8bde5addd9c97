import type { ReactNode } from "react";

/** A native bar: a width in a style attribute would be blocked by the CSP. */
export function Progress({ label, value, max, children }: { label: string; value: number; max: number; children?: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span className="font-medium">{label}</span>
        <span className="text-muted">{children ?? `${value} of ${max}`}</span>
      </div>
      <progress
        aria-label={label}
        value={value}
        max={max}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-line-strong forced-color-adjust-none [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line-strong [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
