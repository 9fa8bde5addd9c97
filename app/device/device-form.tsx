"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { SubmitButton } from "#components/ui/submit-button";
import { answerDeviceAction } from "./actions.ts";

export function DeviceForm({ userCode }: { userCode: string }) {
  const [state, action] = useActionState(answerDeviceAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="userCode" value={userCode} />
      <FormErrors state={state} />
      <div className="grid grid-cols-2 gap-3">
        <SubmitButton variant="secondary" name="answer" value="approve">
          Approve
        </SubmitButton>
        <SubmitButton variant="secondary" name="answer" value="deny">
          Deny
        </SubmitButton>
      </div>
    </form>
  );
}
