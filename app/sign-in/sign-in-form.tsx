"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { signInAction } from "./actions.ts";

export function SignInForm({ next }: { next: string }) {
  const [state, action] = useActionState(signInAction, null);
  const field = typed(state);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <FormErrors state={state} />
      <TextField label="E-mail address" type="email" autoComplete="username" required {...field("email")} />
      <TextField label="Password" type="password" autoComplete="current-password" required {...field("password")} />
      <SubmitButton>Sign in</SubmitButton>
    </form>
  );
}
