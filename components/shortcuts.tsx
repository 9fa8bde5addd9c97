"use client";

import { Keyboard } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button";
import { cardClass, titleClass } from "#components/ui/card";

/** `g` and then this letter goes to the page. The link in the navigation carries it as `data-key`. */
export type Shortcut = { letter: string; label: string };

const PATIENCE_MS = 1500;
const SETTING = "shortcuts";
const PLACE = "shortcuts";
const TITLE = "shortcuts-title";

/** Single keys get in the way of some people and of what speaks for them, so they can be switched off (WCAG 2.1.4). */
export function Shortcuts({ shortcuts }: { shortcuts: Shortcut[] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOn, setOn] = useState(true);
  useEffect(() => setOn(localStorage.getItem(SETTING) !== "off"), []);
  useEffect(() => (isOn ? listen(() => toggle(dialog.current)) : undefined), [isOn]);

  function choose(isOn: boolean) {
    localStorage.setItem(SETTING, isOn ? "on" : "off");
    setOn(isOn);
  }

  return (
    <dialog
      ref={dialog}
      id={PLACE}
      closedby="any"
      aria-labelledby={TITLE}
      className={`m-auto w-80 max-w-[calc(100vw-2rem)] rounded-panel p-6 text-ink backdrop:bg-veil ${cardClass}`}
    >
      <form method="dialog" className="flex flex-col gap-4">
        <h2 id={TITLE} className={titleClass}>
          Keyboard shortcuts
        </h2>
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1.5">
          {shortcuts.map(({ letter, label }) => (
            <Keys key={letter} label={label} keys={["g", letter]} />
          ))}
          <Keys label="Search this list" keys={["/"]} />
          <Keys label="These shortcuts" keys={["?"]} />
        </dl>
        <label className="flex items-center gap-2 text-sm text-muted">
          <input type="checkbox" checked={isOn} onChange={(event) => choose(event.target.checked)} className="size-4 accent-accent" />
          Answer to these keys in this browser
        </label>
        <Button type="submit" className="self-end">
          Close
        </Button>
      </form>
    </dialog>
  );
}

/** Not there without JavaScript, and no use to fingers. */
export function ShortcutsButton() {
  return (
    <Button
      size="icon-small"
      variant="quiet"
      aria-label="Keyboard shortcuts"
      title="Keyboard shortcuts"
      onClick={() => toggle(document.querySelector<HTMLDialogElement>(`#${PLACE}`))}
      className="noscript:hidden"
    >
      <Keyboard />
    </Button>
  );
}

function Keys({ label, keys }: { label: string; keys: string[] }) {
  return (
    <div className="contents">
      <dt>{label}</dt>
      <dd className="flex gap-1">
        {keys.map((key) => (
          <kbd key={key} className="min-w-5 rounded-tag border border-line-strong bg-sunken px-1 text-center font-mono text-xs text-muted">
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  );
}

function toggle(dialog: HTMLDialogElement | null) {
  if (dialog?.open) return dialog.close();
  dialog?.showModal();
  dialog?.querySelector("button")?.focus();
}

function listen(showShortcuts: () => void) {
  let began = Number.NEGATIVE_INFINITY;
  function onKey(event: KeyboardEvent) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isMeantElsewhere(event.target)) return;
    const goes = event.timeStamp - began < PATIENCE_MS;
    began = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
    if (event.key === "?") return act(event, showShortcuts);
    const found = goes ? find(`a[data-key="${CSS.escape(event.key)}"]`) : event.key === "/" ? find("main input[type=search]") : null;
    // A press, so that a page with something to lose can ask first.
    if (found) act(event, () => (goes ? found.click() : found.focus()));
  }
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function act(event: KeyboardEvent, what: () => void) {
  event.preventDefault();
  what();
}

function find(selector: string) {
  return document.querySelector<HTMLElement>(selector);
}

/** Whoever types, chooses from a menu or answers a question means that. */
function isMeantElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector("dialog:modal, [role=dialog], [role=alertdialog]")) return true;
  const field = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu]";
  return target instanceof Element && target.closest(field) !== null;
}
