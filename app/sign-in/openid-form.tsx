"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { SubmitButton } from "#components/ui/submit-button";
import { continueWithOpenidAction } from "./actions.ts";

/** Beside the password form; on an invitation it carries that along. */
export function OpenidForm({ host, next, invitation }: { host: string; next?: string; invitation?: string }) {
  const [state, action] = useActionState(continueWithOpenidAction, null);
  return (
    <form action={action} className="flex flex-col gap-4 border-line border-t pt-5">
      {next && <input type="hidden" name="next" value={next} />}
      {invitation && <input type="hidden" name="invitation" value={invitation} />}
      <FormErrors state={state} />
      <SubmitButton variant="secondary">Continue with {host}</SubmitButton>
    </form>
  );
}
