"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { acceptLinkAction } from "./actions.ts";

export function PasswordForm({ token, email, isInvitation }: { token: string; email: string; isInvitation: boolean }) {
  const [state, action] = useActionState(acceptLinkAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormErrors state={state} />
      <TextField
        label="New password"
        hint="At least 12 characters. A sentence is easier to remember than symbols."
        type="password"
        autoComplete="new-password"
        minLength={12}
        required
        {...typed(state)("password")}
      />
      <SubmitButton>{isInvitation ? "Set password and begin" : "Set password and sign in"}</SubmitButton>
    </form>
  );
}
