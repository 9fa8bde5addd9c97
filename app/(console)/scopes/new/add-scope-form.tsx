"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { ScopeFields } from "../scope-fields.tsx";
import { addScopeAction } from "./actions.ts";

export function AddScopeForm() {
  const [state, action] = useActionState(addScopeAction, null);
  const field = typed(state);
  return (
    <form action={action} className="flex flex-col gap-5">
      <FormErrors state={state} />
      <TextField
        label="Name"
        hint={
          <>
            What applications write into their requests, such as <code className="font-mono">notes.read</code>. It never changes.
          </>
        }
        isMono
        required
        maxLength={100}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...field("scopeName")}
      />
      <ScopeFields field={field} />
      <div className="flex gap-2">
        <SubmitButton>Add scope</SubmitButton>
        <ButtonLink href="/scopes" variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
