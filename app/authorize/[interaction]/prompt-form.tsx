"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { SubmitButton } from "#components/ui/submit-button";
import { answerPromptAction } from "./actions.ts";

/**
 * Two answers that look alike: neither is the one to press.
 * @param version of a client that a whole company lets in: the answer is to what the page shows of it.
 */
export function PromptForm({ interaction, version }: { interaction: string; version?: number }) {
  const [state, action] = useActionState(answerPromptAction, null);
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="interaction" value={interaction} />
      {version !== undefined && <input type="hidden" name="version" value={version} />}
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
