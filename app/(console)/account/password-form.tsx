"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { changePasswordAction } from "./actions.ts";

export function PasswordForm({ email }: { email: string }) {
  const [state, action] = useActionState(changePasswordAction, null);
  const field = typed(state);
  return (
    <form action={action} className="flex max-w-md flex-col gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormErrors state={state} />
      {state?.result && (
        <Notice tone="success" isNews>
          Your password is changed. Other sessions that ended with it: {state.result.endedSessions}.
        </Notice>
      )}
      <TextField label="Current password" type="password" autoComplete="current-password" required {...field("currentPassword")} />
      <TextField
        label="New password"
        hint="At least 12 characters."
        type="password"
        autoComplete="new-password"
        minLength={12}
        required
        {...field("password")}
      />
      <SubmitButton variant="secondary" className="self-start">
        Change password
      </SubmitButton>
    </form>
  );
}
