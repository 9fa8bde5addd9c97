import { Lock } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { described, type FieldText, Messages } from "#components/ui/field";

type ChoiceProps = Omit<ComponentProps<"input">, "type"> & {
  label: ReactNode;
  description?: ReactNode;
  errors?: ReactNode[];
  warnings?: ReactNode[];
  /** Why it cannot be chosen. It stays in its place and says so. */
  lockedReason?: ReactNode;
};

const box =
  "size-4 shrink-0 appearance-none border border-field bg-surface checked:border-accent checked:bg-accent disabled:border-line-strong disabled:bg-sunken forced-colors:appearance-auto";
const tick =
  "rounded-tag relative after:absolute after:top-px after:left-[4.5px] after:hidden after:h-[9px] after:w-[5px] after:rotate-45 after:border-r-2 after:border-b-2 after:border-on-accent checked:after:block forced-colors:checked:after:hidden";
const dot =
  "rounded-full relative after:absolute after:inset-1 after:hidden after:rounded-full after:bg-on-accent checked:after:block forced-colors:checked:after:hidden";

export function Switch({ label, description, errors, warnings, lockedReason, ...input }: ChoiceProps) {
  const id = input.id ?? `${input.name}`;
  return (
    <Labelled id={id} label={label} description={description} errors={errors} warnings={warnings} lockedReason={lockedReason}>
      <input
        {...input}
        id={id}
        type="checkbox"
        disabled={Boolean(lockedReason) || input.disabled}
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is checked
        role="switch"
        {...described(id, { hint: description ?? lockedReason, errors, warnings })}
        className="relative h-5 w-9 shrink-0 appearance-none rounded-full border border-field bg-surface transition-colors after:absolute after:top-[3px] after:left-[3px] after:size-3 after:rounded-full after:bg-field after:transition-transform checked:border-accent checked:bg-accent checked:after:translate-x-4 checked:after:bg-on-accent disabled:opacity-60 forced-colors:size-4 forced-colors:appearance-auto forced-colors:after:hidden"
      />
    </Labelled>
  );
}

export function ChoiceCard({ label, description, errors, warnings, lockedReason, ...input }: ChoiceProps & { type: "radio" | "checkbox" }) {
  const id = input.id ?? `${input.name}-${input.value}`;
  const isLocked = Boolean(lockedReason);
  return (
    <div className="flex flex-col gap-1.5">
      <label
        htmlFor={id}
        className={`flex gap-3 rounded-card border p-3.5 transition-colors has-checked:border-accent has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${isLocked ? "cursor-not-allowed bg-sunken" : "bg-surface hover:bg-hover"}`}
      >
        <input
          {...input}
          id={id}
          disabled={isLocked || input.disabled}
          {...described(id, { hint: description ?? lockedReason, errors, warnings })}
          className={`mt-0.5 outline-none ${box} ${input.type === "radio" ? dot : tick}`}
        />
        <span className="flex min-w-0 flex-col">
          <span className={`font-medium ${isLocked ? "text-muted" : ""}`}>{label}</span>
          <span id={`${id}-hint`} className="text-sm text-muted">
            {description}
            {isLocked && <LockedReason>{lockedReason}</LockedReason>}
          </span>
        </span>
      </label>
      <Messages id={`${id}-errors`} tone="bad" items={errors} />
      <Messages id={`${id}-warnings`} tone="warn" items={warnings} />
    </div>
  );
}

/** One line of a list; what follows the label says more about it. */
export function CheckLine({ label, description, end, className, ...input }: ChoiceProps & { end?: ReactNode }) {
  const id = input.id ?? `${input.name}-${input.value}`;
  return (
    <label htmlFor={id} className={`flex gap-3 ${className ?? ""}`}>
      <input {...input} id={id} type="checkbox" {...described(id, { hint: description })} className={`mt-0.5 ${box} ${tick}`} />
      <span className="flex min-w-0 grow flex-col">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {label}
          {end}
        </span>
        {description && (
          <span id={`${id}-hint`} className="text-sm text-muted">
            {description}
          </span>
        )}
      </span>
    </label>
  );
}

/** A question with several answers: cards, checkboxes or switches go inside. */
export function ChoiceGroup({ id, label, hint, errors, warnings, isLabelHidden, children }: FieldText & { id: string; children: ReactNode }) {
  const ties = described(id, { hint, errors, warnings });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={ties["aria-describedby"]}>
      <legend className={isLabelHidden ? "sr-only" : "mb-1.5 font-medium"}>{label}</legend>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
      <Messages id={`${id}-errors`} tone="bad" items={errors} />
      <Messages id={`${id}-warnings`} tone="warn" items={warnings} />
    </fieldset>
  );
}

type LabelledProps = Pick<ChoiceProps, "label" | "description" | "errors" | "warnings" | "lockedReason"> & { id: string; children: ReactNode };

function Labelled({ id, label, description, errors, warnings, lockedReason, children }: LabelledProps) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex min-h-6 gap-3 py-0.5">
        {children}
        <span className="font-medium">{label}</span>
      </label>
      {(description || lockedReason) && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {description}
          {lockedReason && <LockedReason>{lockedReason}</LockedReason>}
        </p>
      )}
      <Messages id={`${id}-errors`} tone="bad" items={errors} />
      <Messages id={`${id}-warnings`} tone="warn" items={warnings} />
    </div>
  );
}

function LockedReason({ children }: { children: ReactNode }) {
  return (
    <span className="flex gap-1.5">
      <Lock className="mt-0.5" />
      {children}
    </span>
  );
}
