"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { SubmitButton } from "#components/ui/submit-button";
import type { ScopeView } from "#lib/scopes/find-scopes";
import { ScopeFields } from "../scope-fields.tsx";
import { changeScopeAction } from "./actions.ts";

export function ChangeScopeForm({ scope }: { scope: ScopeView }) {
  const [state, action] = useActionState(changeScopeAction, null);
  return (
    <form action={action} className="flex max-w-xl flex-col items-stretch gap-5">
      <input type="hidden" name="scopeName" value={scope.name} />
      <input type="hidden" name="version" value={scope.version} />
      <FormErrors state={state} />
      <ScopeFields field={typed(state)} saved={scope} />
      <div>
        <SubmitButton>Save</SubmitButton>
      </div>
    </form>
  );
}
