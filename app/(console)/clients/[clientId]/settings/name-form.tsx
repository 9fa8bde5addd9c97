"use client";

import { useActionState, useId } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { DialogActions } from "#components/ui/dialog";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { renameClientAction } from "./actions.ts";

export function NameForm({ clientId, version, name, namesakes }: { clientId: string; version: number; name: string; namesakes: number }) {
  const [state, action] = useActionState(renameClientAction, null);
  const id = useId();
  return (
    <form action={action} className="flex flex-col gap-3">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="version" value={version} />
      <FormErrors state={state} />
      <TextField
        id={id}
        label="Name"
        required
        maxLength={100}
        autoComplete="off"
        hint={state?.refused ? `It is now “${name}”.` : undefined}
        warnings={
          namesakes > 0
            ? [
                `${namesakes === 1 ? "Another client is" : `${namesakes} other clients are`} called “${name}” too. People can only tell them apart by their IDs.`,
              ]
            : undefined
        }
        {...typed(state)("name", name)}
      />
      <DialogActions cancelHref={`/clients/${clientId}`}>
        <SubmitButton>Rename</SubmitButton>
      </DialogActions>
    </form>
  );
}
