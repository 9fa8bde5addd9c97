"use client";

import { useEffect, useRef } from "react";

/** Asks before a link, the back button or the end of the tab loses what was typed. Nothing is asked while `question` is null. */
export function useLeaveGuard(question: string | null) {
  useEffect(() => {
    if (question === null) return;
    let isLeaving = false;
    const listeners = new AbortController();
    const { signal } = listeners;
    window.addEventListener("beforeunload", (event) => !isLeaving && event.preventDefault(), { signal });
    // Captured, so that the router does not see a press that was taken back.
    document.addEventListener(
      "click",
      (event) => {
        if (!leadsAway(event)) return;
        isLeaving = confirm(question);
        if (isLeaving) return;
        event.preventDefault();
        event.stopPropagation();
      },
      { signal, capture: true },
    );
    return () => listeners.abort();
  }, [question]);
  useBackGuard(question);
}

/** While there is something to lose, a step of history lies over the page: going back takes the step, and can be taken back. */
function useBackGuard(question: string | null) {
  const asked = useRef<string | null>(null);
  const hasStep = useRef(false);
  useEffect(() => {
    asked.current = question;
    if (question === null || hasStep.current) return;
    hasStep.current = true;
    history.replaceState({ ...history.state, isUnderStep: true }, "");
    addStep();
  }, [question]);

  useEffect(() => {
    const path = location.pathname;
    const listeners = new AbortController();
    window.addEventListener(
      "popstate",
      (event) => {
        if (!event.state?.isUnderStep || location.pathname !== path) return;
        if (asked.current !== null && !confirm(asked.current)) return addStep();
        asked.current = null;
        history.back();
      },
      { signal: listeners.signal },
    );
    return () => listeners.abort();
  }, []);
}

function addStep() {
  history.pushState({ ...history.state, isUnderStep: false }, "", location.href);
}

function leadsAway(event: MouseEvent): boolean {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return false;
  if (link.target === "_blank" || link.hasAttribute("download")) return false;
  return link.origin === location.origin && (link.pathname !== location.pathname || link.search !== location.search);
}
