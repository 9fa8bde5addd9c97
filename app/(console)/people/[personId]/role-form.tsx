"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { SelectField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { changeRoleAction } from "./actions.ts";

type Props = { personId: string; role: string; options: { value: string; label: string; isDisabled?: boolean }[]; hint?: string };

export function RoleForm({ personId, role, options, hint }: Props) {
  const [state, action] = useActionState(changeRoleAction, null);
  return (
    <form action={action} className="flex max-w-md flex-col gap-3">
      <input type="hidden" name="personId" value={personId} />
      <FormErrors state={state} />
      <SelectField label="Role" hint={hint} options={options} {...typed(state)("role", role)} />
      <div>
        <SubmitButton variant="secondary">Change the role</SubmitButton>
      </div>
    </form>
  );
}
