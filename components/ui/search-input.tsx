"use client";

import { Search } from "lucide-react";
import { type ComponentProps, useEffect, useRef } from "react";
import { Kbd } from "#components/ui/kbd";

type Props = Omit<ComponentProps<"input">, "type"> & { name: string; label: string };

/** Goes into a GET form. Pressing / anywhere on the page leads here. */
export function SearchInput({ label, ...input }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    function focusOnSlash(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      field.current?.focus();
    }
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, []);
  return (
    <div className="relative min-w-0 grow">
      <Search className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
      <input {...input} ref={field} type="search" aria-label={label} aria-keyshortcuts="/" className="peer control pr-9 pl-9" />
      <span aria-hidden className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 peer-focus:hidden noscript:hidden">
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}

function isTyping(target: EventTarget | null) {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || Boolean(target.closest("dialog,[role=dialog]")))
  );
}
