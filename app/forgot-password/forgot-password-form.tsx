"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { forgotPasswordAction } from "./actions.ts";

export function ForgotPasswordForm() {
  const [state, action] = useActionState(forgotPasswordAction, null);
  if (state?.result) {
    return (
      <Notice tone="success" isNews>
        If {state.result.email} belongs to somebody here, a link is on its way.
      </Notice>
    );
  }
  return (
    <form action={action} className="flex flex-col gap-4">
      <FormErrors state={state} />
      <TextField label="E-mail address" type="email" autoComplete="username" required {...typed(state)("email")} />
      <SubmitButton>Send the link</SubmitButton>
    </form>
  );
}
