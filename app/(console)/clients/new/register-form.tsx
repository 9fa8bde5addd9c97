"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { SecretOnce } from "#components/secret-once";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { TextAreaField, TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { registerClientAction } from "./actions.ts";
import { KindChoice } from "./kind-choice.tsx";

type Props = {
  generatedName: string;
  idempotencyKey: string;
  /** None: a partner client. */
  tenant: { name: string; environment: "sandbox" | "production" } | null;
  jobLockedReason: string | null;
  tokenEndpoint: string;
};

export function RegisterForm({ generatedName, idempotencyKey, tenant, jobLockedReason, tokenEndpoint }: Props) {
  const [state, action] = useActionState(registerClientAction, null);
  const field = typed(state);
  const made = state?.result;
  if (made?.secret && tenant) {
    return (
      <SecretOnce
        secret={made.secret.secret}
        clientId={made.clientId}
        clientName={made.name}
        hint={made.secret.hint}
        environment={tenant.environment}
        tenantName={tenant.name}
        tokenEndpoint={tokenEndpoint}
        doneHref={`/clients/${made.clientId}`}
      />
    );
  }
  return (
    <form action={action} className="group/new flex max-w-xl flex-col gap-5">
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="generatedName" value={generatedName} />
      <FormErrors state={state} />
      <TextField
        label="Name"
        hint="People see it when they are asked for access. You can change it at any time."
        required
        maxLength={100}
        autoComplete="off"
        {...field("name", generatedName)}
      />
      {!tenant && <EnvironmentChoice {...field("environment", "sandbox")} />}
      <KindChoice {...field("kind", "server")} jobLockedReason={jobLockedReason} />
      <div className={tenant ? "hidden group-has-[#kind-browser:checked]/new:block group-has-[#kind-server:checked]/new:block" : ""}>
        <TextAreaField
          label="Redirect URIs"
          hint={`Where people are sent back to after they sign in: one address to a line, as the application sends it. ${tenant ? "Without one people cannot sign in yet: you can add it later in Settings, and switch on Authorization Code there." : "They can be added later, and are needed before the client is activated."}`}
          isOptional
          isMono
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          placeholder="https://app.example.com/oauth/callback"
          {...field("redirectUris")}
        />
      </div>
      <div className="flex gap-2">
        <SubmitButton>{tenant ? "Create client" : "Create draft"}</SubmitButton>
        <ButtonLink href="/clients" variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}

function EnvironmentChoice({ name, defaultValue, errors }: { name: string; defaultValue: string; errors: string[] | undefined }) {
  return (
    <ChoiceGroup id={name} label="Works in" hint="A client belongs to one environment for good." errors={errors}>
      <ChoiceCard
        type="radio"
        name={name}
        value="sandbox"
        label="Sandbox"
        description="For the partner's development, in sandbox companies."
        defaultChecked={defaultValue === "sandbox"}
      />
      <ChoiceCard
        type="radio"
        name={name}
        value="production"
        label="Production"
        description="For access to real companies' data."
        defaultChecked={defaultValue === "production"}
      />
    </ChoiceGroup>
  );
}
