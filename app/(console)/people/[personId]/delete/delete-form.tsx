"use client";

import { type ReactNode, useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TypedConfirmation } from "#components/ui/typed-confirmation";
import { deletePersonAction } from "./actions.ts";

export function DeletePersonForm({ personId, version, name, children }: { personId: string; version: number; name: string; children: ReactNode }) {
  const [state, action] = useActionState(deletePersonAction, null);
  return (
    <>
      <FormErrors state={state} />
      <TypedConfirmation
        action={action}
        expected={name}
        fields={{ personId, version: `${version}` }}
        submitLabel="Delete the person"
        cancelHref={`/people/${personId}`}
        {...typed(state)("typedName")}
      >
        {children}
      </TypedConfirmation>
    </>
  );
}
