"use client";

import { Check, Copy } from "lucide-react";
import { Button, type ButtonLook } from "#components/ui/button";
import { useCopy } from "#components/ui/copy-text";

type Props = ButtonLook & {
  value: string;
  /** Names what is copied, for the ear: "Copy client ID". */
  label: string;
  /** The words on the button; without them it is an icon. */
  children?: string;
  onCopied?: () => void;
};

export function CopyButton({ value, label, children, variant = "quiet", size, onCopied }: Props) {
  const [outcome, copy] = useCopy();
  const said = outcome === "copied" ? "Copied" : outcome === "refused" ? "Select it and press Ctrl+C" : "";
  return (
    <span data-copy className="relative inline-flex noscript:hidden">
      <Button
        variant={variant}
        size={size ?? (children ? "normal" : "icon-small")}
        aria-label={children ? undefined : label}
        title={children ? undefined : label}
        onClick={async (event) => (await copy(value, event.currentTarget)) && onCopied?.()}
      >
        {outcome === "copied" ? <Check className="text-current" /> : <Copy className={children ? "" : "size-3.5"} />}
        {children && (
          <span className="grid">
            <span className={`[grid-area:1/1] ${outcome ? "invisible" : ""}`}>{children}</span>
            {outcome && <span className="[grid-area:1/1]">{outcome === "copied" ? "Copied" : "Press Ctrl+C"}</span>}
          </span>
        )}
      </Button>
      <span
        role="status"
        className={
          children || !outcome ? "sr-only" : "absolute top-1/2 left-full z-10 -translate-y-1/2 rounded-tag bg-ink px-1.5 text-xs whitespace-nowrap text-paper"
        }
      >
        {said}
      </span>
    </span>
  );
}
