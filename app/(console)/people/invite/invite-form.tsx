"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { LinkOnce } from "#components/link-once";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { invitePersonAction } from "./actions.ts";

const tenantRoles = [
  { value: "member", label: "Member", description: "Can be acted for by the company's clients. Manages nothing but their own account." },
  { value: "tenant_admin", label: "Company admin", description: "Manages the company's clients, teams and people." },
];
const staffRoles = [
  { value: "cs", label: "Customer success", description: "Manages partner clients and companies." },
  { value: "platform_admin", label: "Platform admin", description: "The same, and the staff of Gatehouse." },
];

type Props = { tenantId?: string; back: string /** Why this person may not invite an admin. */; adminBarrier?: string; adminNote?: string };

export function InviteForm({ tenantId, back, adminBarrier, adminNote }: Props) {
  const [state, action] = useActionState(invitePersonAction, null);
  const field = typed(state);
  if (state?.result) {
    const { name, email, url, expiresAt } = state.result;
    return <LinkOnce title={`${name} is invited`} url={url} email={email} expiresAt={expiresAt} done={{ href: back, label: "Done" }} />;
  }
  const roles = tenantId ? tenantRoles : staffRoles;
  const role = field("role", roles[0]?.value);
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      {tenantId && <input type="hidden" name="tenantId" value={tenantId} />}
      <FormErrors state={state} />
      <TextField label="Name" required maxLength={100} autoComplete="off" {...field("name")} />
      <TextField label="E-mail address" type="email" required autoComplete="off" {...field("email")} />
      <ChoiceGroup id="role" label="Role" errors={role.errors}>
        {roles.map((each) => (
          <ChoiceCard
            key={each.value}
            type="radio"
            name="role"
            defaultChecked={each.value === role.defaultValue}
            lockedReason={each.value === "tenant_admin" ? adminBarrier : undefined}
            {...each}
            description={each.value === "tenant_admin" && adminNote ? `${each.description} ${adminNote}` : each.description}
          />
        ))}
      </ChoiceGroup>
      <div className="flex gap-2">
        <SubmitButton>Invite and show the link</SubmitButton>
        <ButtonLink href={back} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
