"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { DialogActions } from "#components/ui/dialog";
import { SubmitButton } from "#components/ui/submit-button";
import { removeWebhookAction } from "../actions.ts";

export function RemoveForm() {
  const [state, action] = useActionState(removeWebhookAction, null);
  return (
    <form action={action} className="flex w-full flex-col gap-4">
      <FormErrors state={state} />
      <DialogActions cancelHref="/webhook">
        <SubmitButton variant="danger">Remove it</SubmitButton>
      </DialogActions>
    </form>
  );
}
