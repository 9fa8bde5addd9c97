"use client";

import { useActionState } from "react";
import { FormErrors, type Reply } from "#components/form-reply";
import { SubmitButton } from "#components/ui/submit-button";

type Props<R extends Reply> = {
  action: (state: Awaited<R> | null, form: FormData) => Promise<Awaited<R> | null>;
  /** What the answer is to. */
  fields: Record<string, string | number>;
};

/** Two answers that look alike: neither is the one to press. */
export function AnswerForm<R extends Reply>({ action, fields }: Props<R>) {
  const [state, submit] = useActionState(action, null);
  return (
    <form action={submit} className="flex flex-col gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormErrors state={state} />
      <div className="grid grid-cols-2 gap-3">
        <SubmitButton variant="secondary" name="answer" value="approve">
          Approve
        </SubmitButton>
        <SubmitButton variant="secondary" name="answer" value="deny">
          Deny
        </SubmitButton>
      </div>
    </form>
  );
}
