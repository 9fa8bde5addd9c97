"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { LinkOnce } from "#components/link-once";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { registerTenantAction } from "./actions.ts";

export function RegisterTenantForm() {
  const [state, action] = useActionState(registerTenantAction, null);
  const field = typed(state);
  if (state?.result) {
    const { admin, name, tenantId } = state.result;
    return (
      <LinkOnce
        title={`${name} is added`}
        url={admin.url}
        email={admin.email}
        expiresAt={admin.expiresAt}
        done={{ href: `/tenants/${tenantId}`, label: `Go to ${name}` }}
      />
    );
  }
  const environment = field("environment", "sandbox");
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      <FormErrors state={state} />
      <TextField label="Company" required maxLength={100} autoComplete="off" {...field("name")} />
      <ChoiceGroup id="environment" label="Environment" errors={environment.errors}>
        <ChoiceCard
          type="radio"
          name="environment"
          value="sandbox"
          label="Sandbox"
          description="For development: only sandbox clients work in it."
          defaultChecked={environment.defaultValue === "sandbox"}
        />
        <ChoiceCard
          type="radio"
          name="environment"
          value="production"
          label="Production"
          description="Real data: only production clients work in it."
          defaultChecked={environment.defaultValue === "production"}
        />
      </ChoiceGroup>
      <TextField
        label="First team"
        hint="Client-credentials tokens reach one team. More can be added later."
        required
        maxLength={100}
        autoComplete="off"
        {...field("teamName", "Everyone")}
      />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-2 font-semibold">First admin</legend>
        <TextField label="Name" required maxLength={100} autoComplete="off" {...field("adminName")} />
        <TextField label="E-mail address" type="email" required autoComplete="off" {...field("adminEmail")} />
      </fieldset>
      <div className="flex gap-2">
        <SubmitButton>Add tenant and invite its admin</SubmitButton>
        <ButtonLink href="/tenants" variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
