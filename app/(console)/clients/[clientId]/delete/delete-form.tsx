"use client";

import { type ReactNode, useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TypedConfirmation } from "#components/ui/typed-confirmation";
import { deleteClientAction } from "./actions.ts";

export function DeleteForm({ clientId, name, children }: { clientId: string; name: string; children: ReactNode }) {
  const [state, action] = useActionState(deleteClientAction, null);
  return (
    <>
      <FormErrors state={state} />
      <TypedConfirmation
        action={action}
        expected={name}
        fields={{ clientId }}
        submitLabel="Delete the client"
        cancelHref={`/clients/${clientId}`}
        {...typed(state)("typedName")}
      >
        {children}
      </TypedConfirmation>
    </>
  );
}
