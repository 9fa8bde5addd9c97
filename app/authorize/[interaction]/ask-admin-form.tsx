"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextAreaField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { requestInstallationAction } from "./actions.ts";

export function AskAdminForm({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(requestInstallationAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <FormErrors state={state} />
      <TextAreaField label="What do you need it for?" hint="The admins read this when they decide." required maxLength={500} {...typed(state)("reason")} />
      <SubmitButton variant="secondary">Ask the admins</SubmitButton>
    </form>
  );
}
