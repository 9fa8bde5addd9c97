import { CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type FieldText = {
  label: ReactNode;
  /** One sentence under the label: what to type. */
  hint?: ReactNode;
  /** Opens on demand: why this is asked, with a link if there is more to read. */
  why?: ReactNode;
  errors?: ReactNode[];
  warnings?: ReactNode[];
  isOptional?: boolean;
  isLabelHidden?: boolean;
};

export function Field({ id, label, hint, why, errors, warnings, isOptional, isLabelHidden, children }: FieldText & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className={isLabelHidden ? "sr-only" : "font-medium"}>
        {label}
        {isOptional && <span className="font-normal text-faint"> (optional)</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="-mt-1 text-sm text-muted">
          {hint}
        </p>
      )}
      {children}
      <Messages id={`${id}-errors`} tone="bad" items={errors} />
      <Messages id={`${id}-warnings`} tone="warn" items={warnings} />
      {why && <Why>{why}</Why>}
    </div>
  );
}

/** The attributes that tie a control to its hint and its messages. */
export function described(id: string, { hint, errors, warnings }: Pick<FieldText, "hint" | "errors" | "warnings">) {
  const ids = [hint && `${id}-hint`, errors?.length && `${id}-errors`, warnings?.length && `${id}-warnings`].filter(Boolean);
  return { "aria-describedby": ids.join(" ") || undefined, "aria-invalid": errors?.length ? true : undefined };
}

export function Messages({ id, tone, items }: { id: string; tone: "bad" | "warn"; items?: ReactNode[] }) {
  if (!items?.length) return null;
  const Icon = tone === "bad" ? CircleX : TriangleAlert;
  return (
    <ul id={id} className={`flex flex-col gap-1 text-sm ${tone === "bad" ? "text-bad" : "text-warn"}`}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages have no identity and are never reordered
        <li key={index} className="flex gap-2">
          <Icon className="mt-0.5" />
          <span className="min-w-0">{item}</span>
        </li>
      ))}
    </ul>
  );
}

function Why({ children }: { children: ReactNode }) {
  return (
    <details className="text-sm text-muted">
      <summary className="prose-link inline-block min-h-6 py-0.5">Why?</summary>
      <div className="max-w-prose pb-1">{children}</div>
    </details>
  );
}
