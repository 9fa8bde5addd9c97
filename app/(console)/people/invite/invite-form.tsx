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
  { value: "member", label: "Member", description: "Allows apps to act for them, and sees and takes back what they allowed." },
  { value: "tenant_admin", label: "Company admin", description: "Manages the company's clients, people and approvals." },
];
const staffRoles = [
  { value: "cs", label: "Customer success", description: "Manages partner clients and enables them for companies." },
  { value: "platform_admin", label: "Platform admin", description: "The same, and the staff, the scope catalogue and the deployment." },
];

export function InviteForm({ tenantId }: { tenantId?: string }) {
  const [state, action] = useActionState(invitePersonAction, null);
  const field = typed(state);
  const back = "/people";
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
          <ChoiceCard key={each.value} type="radio" name="role" defaultChecked={each.value === role.defaultValue} {...each} />
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
