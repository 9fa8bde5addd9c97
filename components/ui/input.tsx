import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { described, Field, type FieldText } from "#components/ui/field";

type Named = { name: string; id?: string };

export function TextField({ isMono, end, ...all }: FieldText & Named & ComponentProps<"input"> & { isMono?: boolean; end?: ReactNode }) {
  const [text, { id = all.name, ...input }] = split(all);
  return (
    <Field id={id} {...text}>
      <div className="flex items-center gap-2">
        <input {...input} id={id} {...described(id, text)} className={`control ${isMono ? "font-mono text-sm" : ""}`} />
        {end && <span className="shrink-0">{end}</span>}
      </div>
    </Field>
  );
}

/** Several lines. */
export function TextAreaField({ isMono, rows = 3, ...all }: FieldText & Named & ComponentProps<"textarea"> & { isMono?: boolean }) {
  const [text, { id = all.name, ...area }] = split(all);
  return (
    <Field id={id} {...text}>
      <textarea
        {...area}
        id={id}
        rows={rows}
        {...described(id, text)}
        className={`control field-sizing-content max-h-96 min-h-20 ${isMono ? "font-mono text-sm" : ""}`}
      />
    </Field>
  );
}

type Option = { value: string; label: string; isDisabled?: boolean };

export function SelectField({ options, ...all }: FieldText & Named & ComponentProps<"select"> & { options: Option[] }) {
  const [text, { id = all.name, ...select }] = split(all);
  return (
    <Field id={id} {...text}>
      <div className="relative">
        <select {...select} id={id} {...described(id, text)} className="control appearance-none pr-9 forced-colors:appearance-auto">
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted forced-colors:hidden" />
      </div>
    </Field>
  );
}

function split<T extends FieldText>(all: T): [FieldText, Omit<T, keyof FieldText>] {
  const { label, hint, why, errors, warnings, isOptional, isLabelHidden, ...rest } = all;
  return [{ label, hint, why, errors, warnings, isOptional, isLabelHidden }, rest];
}
