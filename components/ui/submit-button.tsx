"use client";

import { LoaderCircle } from "lucide-react";
import type { ComponentProps } from "react";
import { useFormStatus } from "react-dom";
import { Button, type ButtonLook } from "#components/ui/button";

type Props = Omit<ComponentProps<"button">, "type"> & ButtonLook & { pendingLabel?: string };

/** Keeps its width and its focus while the form is on its way; a second press does nothing. */
export function SubmitButton({ variant = "primary", pendingLabel = "Working", children, onClick, ...props }: Props) {
  const { pending, data, action } = useFormStatus();
  const isMine = pending && wasPressed(props, data, action);
  return (
    <Button
      {...props}
      variant={variant}
      type="submit"
      aria-disabled={pending || props["aria-disabled"] || undefined}
      aria-busy={isMine || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      <span className={isMine ? "inline-flex items-center gap-2 opacity-0" : "inline-flex items-center gap-2"}>{children}</span>
      {isMine && (
        <span className="absolute inset-0 grid place-items-center">
          <LoaderCircle className="animate-spin" />
          <span className="sr-only">{pendingLabel}</span>
        </span>
      )}
    </Button>
  );
}

// Approve and Deny share one form: only the pressed one spins.
function wasPressed({ name, value, formAction }: Props, data: FormData | null, action: unknown) {
  if (typeof formAction === "function") return action === formAction;
  return name === undefined || data?.get(name) === String(value ?? "");
}
