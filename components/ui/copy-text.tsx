"use client";

import { useEffect, useRef, useState } from "react";

/** @returns false when the browser refused both ways; the person then has to copy by hand. */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, near);
  }
}

// Plain http has no Clipboard API. The field stands beside the button, because everything outside an open modal is inert.
function copyBySelection(text: string, near: HTMLElement): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "sr-only";
  field.tabIndex = -1;
  near.after(field);
  field.select();
  const hasCopied = document.execCommand("copy");
  field.remove();
  near.focus();
  return hasCopied;
}

/** `outcome` falls back to undefined after two seconds. */
export function useCopy() {
  const [outcome, setOutcome] = useState<"copied" | "refused">();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  async function copy(text: string, near: HTMLElement) {
    const hasCopied = await copyText(text, near);
    setOutcome(hasCopied ? "copied" : "refused");
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOutcome(undefined), 2000);
    return hasCopied;
  }
  return [outcome, copy] as const;
}
