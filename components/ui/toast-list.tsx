"use client";

import { X } from "lucide-react";
import { Toast } from "radix-ui";
import { Button } from "#components/ui/button";
import { submit } from "#components/ui/menu-items";
import { type ShownToast, useToast } from "#components/ui/toast";

type Props = { toasts: ShownToast[]; drop: (id: string) => void };

export default function ToastList({ toasts, drop }: Props) {
  const toast = useToast();
  return (
    <Toast.Provider label="Message" duration={10_000} swipeDirection="down">
      {toasts.map(({ id, text, undo }) => (
        <Toast.Root
          key={id}
          duration={undo ? 10_000 : 4000}
          onOpenChange={(isOpen) => !isOpen && drop(id)}
          className="flex animate-enter items-center gap-2 rounded-card border border-line-strong bg-raised py-2 pr-2 pl-4 shadow-panel"
        >
          <Toast.Description className="min-w-0 grow py-1">{text}</Toast.Description>
          {undo && (
            <Toast.Action altText={`${undo.label ?? "Undo"}: ${text}`} asChild>
              <Button size="small" onClick={() => submit(undo.action, undo.fields, (message) => toast({ text: message }))}>
                {undo.label ?? "Undo"}
              </Button>
            </Toast.Action>
          )}
          <Toast.Close asChild>
            <Button variant="quiet" size="icon-small" aria-label="Close message">
              <X />
            </Button>
          </Toast.Close>
        </Toast.Root>
      ))}
      {/* Never over the bar that saves. */}
      <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex in-[html:has([data-save-bar])]:top-18 in-[html:has([data-save-bar])]:bottom-auto nav:in-[html:has([data-save-bar])]:top-4 w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none" />
    </Toast.Provider>
  );
}
