"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { DialogActions } from "#components/ui/dialog";
import { TextAreaField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { refuseRequestAction } from "../../actions.ts";

export function RefuseForm({ requestId }: { requestId: string }) {
  const [state, action] = useActionState(refuseRequestAction, null);
  return (
    <form action={action} className="flex w-full flex-col gap-4">
      <input type="hidden" name="requestId" value={requestId} />
      <FormErrors state={state} />
      <TextAreaField label="Why not?" hint="Who asked and the company's admins read this." required maxLength={500} {...typed(state)("word")} />
      <DialogActions cancelHref="/requests">
        <SubmitButton>Refuse the request</SubmitButton>
      </DialogActions>
    </form>
  );
}
