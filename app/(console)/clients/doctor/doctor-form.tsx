"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextAreaField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { diagnoseAction } from "./actions.ts";
import { DiagnosisList } from "./diagnosis-list.tsx";

export function DoctorForm({ endpoint }: { endpoint: string }) {
  const [state, action] = useActionState(diagnoseAction, null);
  return (
    <>
      <form action={action} className="flex max-w-3xl flex-col items-start gap-4">
        <FormErrors state={state} />
        <div className="w-full">
          <TextAreaField
            label="Address"
            hint="From the browser's address bar, or from the application's log. It is read, not opened."
            isMono
            required
            rows={5}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder={`${endpoint}?client_id=…`}
            {...typed(state)("address")}
          />
        </div>
        <SubmitButton>Check it</SubmitButton>
      </form>
      {state?.result && <DiagnosisList diagnosis={state.result} />}
    </>
  );
}
