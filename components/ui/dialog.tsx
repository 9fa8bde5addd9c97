"use client";

import { Dialog as Radix } from "radix-ui";
import { createContext, type MouseEvent, type ReactNode, useContext, useRef, useState } from "react";
import { Button, ButtonLink, type ButtonLook } from "#components/ui/button";
import { cardClass, DialogHead, titleClass } from "#components/ui/card";
import type { Environment } from "#components/ui/tag";

const InDialog = createContext(false);

type Props = ButtonLook & {
  /** The words on the button that opens it. */
  trigger: ReactNode;
  /** The page that asks the same, for a new tab and for browsers without JavaScript. */
  href: string;
  title: string;
  description?: ReactNode;
  /** Where this happens. Every dialog that acts says so. */
  place?: { name: string; environment: Environment };
  /** A question that has to be answered: a press beside it does not close it. */
  isAlert?: boolean;
  children: ReactNode;
};

/** Give it a `key` that changes when the thing changes (its version), and it closes once the action has worked. */
export function Dialog({ trigger, href, title, description, place, isAlert, variant, size, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  function open(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setOpen(true);
  }
  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <ButtonLink ref={link} href={href} prefetch={false} onClick={open} aria-haspopup="dialog" variant={variant} size={size}>
        {trigger}
      </ButtonLink>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          role={isAlert ? "alertdialog" : "dialog"}
          {...(description ? {} : { "aria-describedby": undefined })}
          onInteractOutside={isAlert ? (event) => event.preventDefault() : undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            link.current?.focus();
          }}
          className={`fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[30rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-panel p-6 outline-none ${cardClass}`}
        >
          <DialogHead place={place}>
            <Radix.Title className={titleClass}>{title}</Radix.Title>
          </DialogHead>
          {description && (
            <Radix.Description asChild>
              <div className="-mt-2 text-muted">{description}</div>
            </Radix.Description>
          )}
          <InDialog value={true}>{children}</InDialog>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Submit and cancel, side by side. Cancel closes the dialog, or goes to `href` when this stands on a page. */
export function DialogActions({ cancelHref, cancelLabel = "Cancel", children }: { cancelHref: string; cancelLabel?: string; children: ReactNode }) {
  const isInDialog = useContext(InDialog);
  return (
    <div className="flex flex-wrap justify-end gap-2 pt-1">
      {isInDialog ? (
        <Radix.Close asChild>
          <Button>{cancelLabel}</Button>
        </Radix.Close>
      ) : (
        <ButtonLink href={cancelHref}>{cancelLabel}</ButtonLink>
      )}
      {children}
    </div>
  );
}
