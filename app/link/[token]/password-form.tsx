"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { acceptLinkAction } from "./actions.ts";

export function PasswordForm({ token, email, isInvitation, asksWho }: { token: string; email: string; isInvitation: boolean; asksWho: boolean }) {
  const [state, action] = useActionState(acceptLinkAction, null);
  const field = typed(state);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <FormErrors state={state} />
      {asksWho ? (
        <>
          <TextField label="Your name" autoComplete="name" required maxLength={100} {...field("name")} />
          <TextField label="Your e-mail address" hint="You sign in with it." type="email" autoComplete="username" required {...field("email")} />
        </>
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      )}
      <TextField
        label="New password"
        hint="At least 12 characters. A sentence is easier to remember than symbols."
        type="password"
        autoComplete="new-password"
        minLength={12}
        required
        {...field("password")}
      />
      <SubmitButton>{isInvitation ? "Set password and begin" : "Set password and sign in"}</SubmitButton>
    </form>
  );
}
