"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextAreaField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { companies } from "../bulk/job-words.tsx";
import { UnmatchedLines } from "../bulk/unmatched-lines.tsx";
import { importMigrationAction } from "./actions.ts";

/** Lines that could not be followed stay in the field, to be mended. */
export function ImportForm({ clientId }: { clientId: string }) {
  const [state, action] = useActionState(importMigrationAction, null);
  const imported = state?.result;
  const left = imported?.unmatched.map(({ text }) => text).join("\n") ?? "";
  return (
    <form action={action} className="flex flex-col items-start gap-4">
      <input type="hidden" name="clientId" value={clientId} />
      <FormErrors state={state} />
      {imported && (
        <Notice tone={imported.added > 0 ? "success" : "info"} isNews>
          {imported.added === 0 ? "No company was added." : `${companies(imported.added)} added.`}
          {imported.known > 0 && ` ${companies(imported.known)} of these were on the list already.`}
          {imported.elsewhere.length > 0 && ` Left out, because this client cannot be used in their environment: ${imported.elsewhere.join(", ")}.`}
        </Notice>
      )}
      <UnmatchedLines lines={imported?.unmatched ?? []} />
      <div className="w-full">
        <TextAreaField
          label="Companies that use API tokens"
          hint="Slugs, IDs or names, one a line; commas are forgiven."
          isMono
          rows={5}
          maxLength={120_000}
          autoComplete="off"
          spellCheck={false}
          {...typed(state)("tenants", left)}
        />
      </div>
      <SubmitButton variant="secondary">Add to the list</SubmitButton>
    </form>
  );
}
