"use client";

import { type RefObject, useEffect } from "react";

/** Turns a served dialog into a modal that Escape, the backdrop and the back button cannot close.
 *  Closing the tab asks first for as long as `isUnsaved`. */
export function useMustAnswer(dialog: RefObject<HTMLDialogElement | null>, isOpen: boolean, isUnsaved: boolean) {
  useEffect(() => {
    const element = dialog.current;
    if (!isOpen || !element) return;
    const listeners = new AbortController();
    const { signal } = listeners;

    showModal(element);
    element.addEventListener("cancel", (event) => event.preventDefault(), { signal });
    // Chrome closes on a second Escape whatever "cancel" said, so the key never reaches it; and if it is closed all the same, it opens again.
    document.addEventListener("keydown", (event) => event.key === "Escape" && event.preventDefault(), { signal, capture: true });
    element.addEventListener("close", () => showModal(element), { signal });

    history.pushState(null, "", location.href);
    window.addEventListener("popstate", () => history.pushState(null, "", location.href), { signal });
    return () => listeners.abort();
  }, [dialog, isOpen]);

  useEffect(() => {
    if (!isOpen || !isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isOpen, isUnsaved]);
}

function showModal(element: HTMLDialogElement) {
  if (element.matches(":modal")) return;
  element.removeAttribute("open");
  element.showModal();
}
