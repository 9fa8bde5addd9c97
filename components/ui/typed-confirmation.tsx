"use client";

import { type ReactNode, useState, useSyncExternalStore } from "react";
import { DialogActions } from "#components/ui/dialog";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";

type Props = {
  action: (formData: FormData) => void;
  /** What has to be typed, letter by letter. The server compares it again. */
  expected: string;
  name?: string;
  fields?: Record<string, string>;
  submitLabel: string;
  cancelHref: string;
  errors?: ReactNode[];
  /** What had been typed when it was refused. */
  defaultValue?: string;
  /** What will break, in sentences and live numbers. */
  children?: ReactNode;
};

/** The `pattern` keeps Enter from sending anything else, with or without JavaScript. */
export function TypedConfirmation({
  action,
  expected,
  name = "confirmation",
  fields = {},
  submitLabel,
  cancelHref,
  errors,
  defaultValue = "",
  children,
}: Props) {
  const [typed, setTyped] = useState(defaultValue);
  const isHydrated = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return (
    <form action={action} className="flex w-full flex-col gap-4">
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {children}
      <TextField
        name={name}
        label={
          <>
            Type <strong className="wrap-anywhere font-semibold select-all">{expected}</strong> to confirm
          </>
        }
        errors={errors}
        defaultValue={defaultValue}
        required
        pattern={expected.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}
        title={`Exactly: ${expected}`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
      />
      <DialogActions cancelHref={cancelHref}>
        <SubmitButton variant="danger" aria-disabled={(isHydrated && typed !== expected) || undefined}>
          {submitLabel}
        </SubmitButton>
      </DialogActions>
    </form>
  );
}

const neverChanges = () => () => {};
