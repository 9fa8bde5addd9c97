"use client";

import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useEffect, useState } from "react";

export type ToastMessage = {
  /** A message with the id of one still shown takes its place. */
  id?: string;
  text: string;
  /** Offered for ten seconds; hovering or focusing the toast stops the clock. */
  undo?: { action: (formData: FormData) => unknown; fields: Record<string, string>; label?: string };
};

export type ShownToast = ToastMessage & { id: string };

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Radix Toast arrives with the first toast, and is never part of the page as served. */
const ToastList = lazy(() => import("#components/ui/toast-list"));

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<ShownToast[]>([]);
  const show = useCallback((message: ToastMessage) => {
    const id = message.id ?? String(Math.random());
    setToasts((now) => [...now.filter((toast) => toast.id !== id).slice(-2), { ...message, id }]);
  }, []);
  const drop = useCallback((id: string) => setToasts((now) => now.filter((toast) => toast.id !== id)), []);
  return (
    <ToastContext value={show}>
      {children}
      {toasts.length > 0 && (
        <Suspense>
          <ToastList toasts={toasts} drop={drop} />
        </Suspense>
      )}
    </ToastContext>
  );
}

export function useToast() {
  return useContext(ToastContext);
}

/** Shows what the last request did. `id` tells one occasion from the next; without JavaScript it is a notice in the page. */
export function ToastOnLoad({ id, text, undo }: ToastMessage & { id: string }) {
  const toast = useToast();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per occasion, however often the page renders
  useEffect(() => toast({ id, text, undo }), [id]);
  return (
    <noscript>
      <div role="status" className="flex flex-wrap items-center gap-3 rounded-card border bg-raised p-3">
        <p>{text}</p>
        {undo && (
          <form action={undo.action as (formData: FormData) => void}>
            {Object.entries(undo.fields).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <button type="submit" className="min-h-6 font-medium text-accent">
              {undo.label ?? "Undo"}
            </button>
          </form>
        )}
      </div>
    </noscript>
  );
}
