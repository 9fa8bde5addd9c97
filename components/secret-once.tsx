"use client";

import { Check, Copy, Download, Timer } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMustAnswer } from "#components/must-answer";
import { envFileName, type Format, formatNames, formatSecret } from "#components/secret-formats";
import { SecretViews } from "#components/secret-views";
import { Button } from "#components/ui/button";
import { cardClass, DialogHead, titleClass } from "#components/ui/card";
import { useCopy } from "#components/ui/copy-text";
import { Notice } from "#components/ui/notice";
import type { Environment } from "#components/ui/tag";

export type SecretOnceProps = {
  secret: string;
  clientId: string;
  clientName: string;
  /** The last characters, by which it is known from now on. */
  hint: string;
  environment: Environment;
  tenantName: string;
  tokenEndpoint: string;
  /** What to do if it gets lost. */
  ifLost?: string;
  /** What becomes of the secret before this one, and whether it is still in use. */
  previous?: { text: ReactNode };
  /** Loaded afresh when the person has saved it, so that the page that held the secret is gone. Without a #fragment. */
  doneHref: string;
};

/** Shows a secret the only time it can be seen. Not inside another form. */
export function SecretOnce({ clientName, hint, environment, tenantName, ifLost = "reset it", previous, doneHref, ...parts }: SecretOnceProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const copyButton = useRef<HTMLButtonElement>(null);
  const [format, setFormat] = useState<Format>("secret");
  const [isSaved, setSaved] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [isOpen, setOpen] = useState(true);
  const [outcome, copy] = useCopy();
  useMustAnswer(dialog, isOpen, !isSaved);
  useEffect(() => copyButton.current?.focus(), []);

  async function copyShown() {
    if (copyButton.current && (await copy(formatSecret(format, parts), copyButton.current))) setSaved(true);
  }

  function finish(event: FormEvent) {
    event.preventDefault();
    if (!isSaved && !isAsking) return setAsking(true);
    flushSync(() => setOpen(false));
    forget(parts.secret, doneHref);
  }

  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      open
      closedby="none"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-about`}
      onCopy={() => setSaved(true)}
      className="fixed inset-0 z-50 m-0 h-dvh max-h-none w-full max-w-none overflow-y-auto bg-veil text-ink outline-none backdrop:bg-transparent"
    >
      <div className="grid min-h-full place-items-center p-4">
        <div className={`flex w-full max-w-[35rem] flex-col gap-4 rounded-panel p-5 sm:p-6 ${cardClass}`}>
          <DialogHead place={{ name: tenantName, environment }}>
            <h2 id={`${id}-title`} className={titleClass}>
              Copy the secret of {clientName} now
            </h2>
          </DialogHead>
          <p id={`${id}-about`} className="-mt-2 text-muted">
            It is shown this once. After you close this, nobody can see it again, not even us. If it gets lost, {ifLost}.
          </p>

          <div className="flex flex-col gap-3">
            <SecretViews name={`${id}-format`} parts={parts} onChoose={setFormat} />
            <div className="flex flex-wrap items-center gap-2">
              <Button ref={copyButton} variant="primary" onClick={copyShown} className="noscript:hidden">
                {outcome === "copied" ? <Check /> : <Copy />}
                <span className="grid">
                  <span className={`[grid-area:1/1] ${outcome ? "invisible" : ""}`}>Copy {format === "secret" ? "secret" : formatNames[format]}</span>
                  {outcome && <span className="[grid-area:1/1]">{outcome === "copied" ? "Copied" : "Press Ctrl+C"}</span>}
                </span>
              </Button>
              <span role="status" className="sr-only">
                {outcome === "copied" ? "Copied" : outcome === "refused" ? "The browser did not let us copy. Select the text and press Ctrl+C." : ""}
              </span>
              <Button className="noscript:hidden" onClick={() => download(envFileName(clientName), formatSecret("env", parts), () => setSaved(true))}>
                <Download />
                Download .env
              </Button>
              <span className="ml-auto text-sm text-muted">
                ends in <code className="font-mono">{hint}</code>
              </span>
            </div>
          </div>

          {previous && (
            <Notice tone="warn" icon={<Timer />}>
              {previous.text}
            </Notice>
          )}

          <form method="get" action={doneHref} onSubmit={finish} className="flex flex-wrap items-center justify-end gap-2">
            {queryOf(doneHref).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {isAsking && !isSaved ? (
              <CloseAnyway copy={copyShown} />
            ) : (
              <Button key="saved" type="submit">
                I have saved it
              </Button>
            )}
          </form>
        </div>
      </div>
    </dialog>
  );
}

// What a double press would hit is the harmless answer.
function CloseAnyway({ copy }: { copy: () => void }) {
  return (
    <>
      <p role="alert" className="mr-auto font-medium text-warn">
        You have not copied it. Close anyway?
      </p>
      <Button type="submit" variant="quiet">
        Close anyway
      </Button>
      <Button autoFocus onClick={copy}>
        Copy it first
      </Button>
    </>
  );
}

function queryOf(href: string) {
  return [...new URLSearchParams(href.split("?")[1] ?? "")];
}

function download(fileName: string, text: string, onDone: () => void) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  onDone();
}

// The page's own payload can hold the secret too: when the form was sent before hydration, and when this page comes back from the back-forward cache.
function forget(secret: string, doneHref: string) {
  for (const script of document.querySelectorAll("script")) if (script.textContent?.includes(secret)) script.remove();
  window.addEventListener("pageshow", (event) => event.persisted && location.replace(doneHref));
  location.replace(doneHref);
}
