"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { TextAreaField, TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { planBulkJobAction } from "../actions.ts";
import { companies } from "../job-words.tsx";
import { PlanView } from "./plan-view.tsx";

type Props = {
  clientId: string;
  verb: "enable" | "disable";
  environment: "sandbox" | "production";
  idempotencyKey: string;
  selection: "list" | "filter" | "api_tokens";
  /** Of the client's migration, those that it could be enabled for. */
  onApiTokens: number;
};

export function BulkForm({ clientId, verb, environment, idempotencyKey, selection, onApiTokens }: Props) {
  const [state, action] = useActionState(planBulkJobAction, null);
  const checked = state?.result?.input;
  const replied = typed(state);
  const field = (name: "tenants" | "search" | "selection", otherwise = "") => ({ ...replied(name, checked ? (checked[name] ?? "") : otherwise) });
  const chosen = field("selection", selection);
  return (
    <>
      <form action={action} className="group/bulk flex flex-col gap-5">
        <input type="hidden" name="clientId" value={clientId} />
        <input type="hidden" name="verb" value={verb} />
        <FormErrors state={state} />
        <ChoiceGroup id="selection" label="Which companies?" errors={chosen.errors}>
          <ChoiceCard
            type="radio"
            name="selection"
            value="list"
            label="Those of a list"
            description="Paste slugs, IDs or names, from a message or a spreadsheet."
            defaultChecked={chosen.defaultValue === "list"}
          />
          <ChoiceCard
            type="radio"
            name="selection"
            value="filter"
            label={verb === "enable" ? `All ${environment} companies that match a search` : "All that have it and match a search"}
            description="Without a search: all of them."
            defaultChecked={chosen.defaultValue === "filter"}
          />
          {onApiTokens > 0 && (
            <ChoiceCard
              type="radio"
              name="selection"
              value="api_tokens"
              label={`The ${companies(onApiTokens)} that still use API tokens`}
              description="Of this client's list of those that move from API tokens: all that it is not enabled for yet."
              defaultChecked={chosen.defaultValue === "api_tokens"}
            />
          )}
        </ChoiceGroup>
        <div className="hidden group-has-[#selection-list:checked]/bulk:block">
          <TextAreaField
            label="Companies"
            hint="One a line; commas are forgiven. Lines that name no company are named before anything happens."
            isMono
            rows={8}
            maxLength={120_000}
            autoComplete="off"
            spellCheck={false}
            {...field("tenants")}
          />
        </div>
        <div className="hidden group-has-[#selection-filter:checked]/bulk:block">
          <TextField label="Company or slug" hint="Part of the name or of the slug." isOptional maxLength={100} autoComplete="off" {...field("search")} />
        </div>
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant={state?.result ? "secondary" : "primary"}>See what would happen</SubmitButton>
          <ButtonLink href={`/clients/${clientId}/bulk`} variant="quiet">
            Cancel
          </ButtonLink>
        </div>
      </form>
      {state?.result && <PlanView plan={state.result.plan} input={state.result.input} idempotencyKey={idempotencyKey} />}
    </>
  );
}
