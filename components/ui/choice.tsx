import { Lock } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { described, type FieldText, Messages } from "#components/ui/field";

type ChoiceProps = Omit<ComponentProps<"input">, "type"> & { label: ReactNode; description?: ReactNode; errors?: ReactNode[] };

const box =
  "size-4 shrink-0 appearance-none border border-field bg-surface checked:border-accent checked:bg-accent disabled:border-line-strong disabled:bg-sunken forced-colors:appearance-auto";
const tick =
  "rounded-tag relative after:absolute after:top-px after:left-[4.5px] after:hidden after:h-[9px] after:w-[5px] after:rotate-45 after:border-r-2 after:border-b-2 after:border-on-accent checked:after:block forced-colors:checked:after:hidden";
const dot =
  "rounded-full relative after:absolute after:inset-1 after:hidden after:rounded-full after:bg-on-accent checked:after:block forced-colors:checked:after:hidden";

export function Switch({ label, description, errors, ...input }: ChoiceProps) {
  const id = input.id ?? `${input.name}`;
  return (
    <Labelled id={id} label={label} description={description} errors={errors}>
      <input
        {...input}
        id={id}
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is checked
        role="switch"
        {...tied(id, description, errors)}
        className="relative h-5 w-9 shrink-0 appearance-none rounded-full border border-field bg-surface transition-colors after:absolute after:top-[3px] after:left-[3px] after:size-3 after:rounded-full after:bg-field after:transition-transform checked:border-accent checked:bg-accent checked:after:translate-x-4 checked:after:bg-on-accent disabled:opacity-60 forced-colors:size-4 forced-colors:appearance-auto forced-colors:after:hidden"
      />
    </Labelled>
  );
}

type CardProps = ChoiceProps & {
  type: "radio" | "checkbox";
  /** Why it cannot be chosen. The card stays in its place and says so. */
  lockedReason?: ReactNode;
};

export function ChoiceCard({ label, description, errors, lockedReason, ...input }: CardProps) {
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
          {...tied(id, description ?? lockedReason, errors)}
          className={`mt-0.5 outline-none ${box} ${input.type === "radio" ? dot : tick}`}
        />
        <span className="flex min-w-0 flex-col">
          <span className={`font-medium ${isLocked ? "text-muted" : ""}`}>{label}</span>
          <span id={`${id}-hint`} className="text-sm text-muted">
            {description}
            {isLocked && (
              <span className="flex gap-1.5">
                <Lock className="mt-0.5" />
                {lockedReason}
              </span>
            )}
          </span>
        </span>
      </label>
      <Messages id={`${id}-errors`} tone="bad" items={errors} />
    </div>
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

function Labelled({ id, label, description, errors, children }: Pick<ChoiceProps, "label" | "description" | "errors"> & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex min-h-6 gap-3 py-0.5">
        {children}
        <span className="font-medium">{label}</span>
      </label>
      {description && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {description}
        </p>
      )}
      <Messages id={`${id}-errors`} tone="bad" items={errors} />
    </div>
  );
}

function tied(id: string, hint: ReactNode, errors?: ReactNode[]) {
  return described(id, { hint, errors });
}
