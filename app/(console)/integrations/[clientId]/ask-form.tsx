"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextAreaField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { requestEnablementAction } from "../actions.ts";

export function AskForm({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(requestEnablementAction, null);
  return (
    <form action={action} className="flex max-w-xl flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <FormErrors state={state} />
      <TextAreaField label="What do you need it for?" hint="Customer success decides by this." required maxLength={500} {...typed(state)("reason")} />
      <div>
        <SubmitButton>Ask for it</SubmitButton>
      </div>
    </form>
  );
}
