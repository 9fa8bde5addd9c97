"use client";

import { useActionState } from "react";
import { FormErrors, ticked, typed } from "#components/form-reply";
import { SecretOnce } from "#components/secret-once";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup, Switch } from "#components/ui/choice";
import { TextField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { registerClientAction } from "./actions.ts";

type Props = {
  generatedName: string;
  idempotencyKey: string;
  tenant: { name: string; environment: "sandbox" | "production" } | null;
  tokenEndpoint: string;
};

export function RegisterForm({ generatedName, idempotencyKey, tenant, tokenEndpoint }: Props) {
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
    <form action={action} className="flex max-w-xl flex-col gap-5">
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
      {tenant ? (
        <>
          <Switch
            label="Allow client credentials"
            description="For a job on a server that works without a person, such as a nightly export."
            {...ticked(state)("kind")}
            value="job"
          />
          <Notice tone="warn">
            Tokens from client credentials reach everything in a team, private notes included. Where a person's own access is enough, Authorization Code is the
            better grant; this version does not serve it yet, and without client credentials the client cannot get a token.
          </Notice>
        </>
      ) : (
        <ChoiceGroup id="environment" label="Works in" hint="A client belongs to one environment for good.">
          <ChoiceCard
            type="radio"
            name="environment"
            value="sandbox"
            label="Sandbox"
            description="For the partner's development, in sandbox companies."
            defaultChecked
          />
          <ChoiceCard type="radio" name="environment" value="production" label="Production" description="For access to real companies' data." />
        </ChoiceGroup>
      )}
      <div className="flex gap-2">
        <SubmitButton>{tenant ? "Create client" : "Create draft"}</SubmitButton>
        <ButtonLink href="/clients" variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
