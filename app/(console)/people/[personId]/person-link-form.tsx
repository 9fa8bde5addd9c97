"use client";

import { useActionState } from "react";
import { FormErrors } from "#components/form-reply";
import { LinkOnce } from "#components/link-once";
import { SubmitButton } from "#components/ui/submit-button";
import { createPersonLinkAction } from "./actions.ts";

export function PersonLinkForm({ personId, label, back }: { personId: string; label: string; back: string }) {
  const [state, action] = useActionState(createPersonLinkAction, null);
  if (state?.result) return <LinkOnce title="The link is made" {...state.result} done={{ href: back, label: "Done" }} />;
  return (
    <form action={action} className="flex flex-col items-start gap-3">
      <input type="hidden" name="personId" value={personId} />
      <FormErrors state={state} />
      <SubmitButton variant="secondary">{label}</SubmitButton>
    </form>
  );
}
