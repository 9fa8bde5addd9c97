import { Notice } from "#components/ui/notice";

/** The part of an action's answer that a form shows: what was refused, and what had been typed. */
export type Reply = { refused?: { error?: Record<string, string[] | null> | null; initialValue?: Record<string, unknown> | null } } | null;

/** `name`, what was typed, and what is wrong with it, for a field of a form. */
export function typed(state: Reply) {
  return (name: string, otherwise = "") => {
    const value = state?.refused?.initialValue?.[name];
    return {
      name,
      // What was emptied stays empty: the parser leaves it out.
      defaultValue: typeof value === "string" ? value : state?.refused ? "" : otherwise,
      errors: state?.refused?.error?.[name] ?? undefined,
    };
  };
}

/** What is wrong with the whole form and not with one field. */
export function FormErrors({ state }: { state: Reply }) {
  const errors = state?.refused?.error?.[""];
  if (!errors?.length) return null;
  return (
    <Notice tone="error" isNews>
      {errors.join(" ")}
    </Notice>
  );
}
