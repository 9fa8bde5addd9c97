"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { LinkOnce } from "#components/link-once";
import { ButtonLink } from "#components/ui/button";
import { SelectField, TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { createRedirectUrisLinkAction } from "../actions.ts";
import { lifetimes } from "../lifetimes.ts";

export function RedirectUrisLinkForm({ clientId, clientName }: { clientId: string; clientName: string }) {
  const [state, action] = useActionState(createRedirectUrisLinkAction, null);
  const field = typed(state);
  const back = `/clients/${clientId}/hand-overs`;
  if (state?.result) {
    const { url, note, expiresAt } = state.result;
    return (
      <LinkOnce
        title="The link is made"
        url={url}
        email={note ?? "the partner"}
        works="The partner can send and correct the addresses on it"
        expiresAt={expiresAt}
        done={{ href: back, label: "Done" }}
      />
    );
  }
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      <div>
        <h2 className="text-lg font-semibold">Ask for the redirect URIs of {clientName}</h2>
        <p className="mt-1 max-w-prose text-muted">
          You send a link, on which the partner fills in where people are sent back to. Each address is checked as on the settings page, and none counts until
          you have taken them over.
        </p>
      </div>
      <input type="hidden" name="clientId" value={clientId} />
      <FormErrors state={state} />
      <TextField label="Whom it is for" hint="The page of the link says it." isOptional maxLength={100} autoComplete="off" {...field("note")} />
      <SelectField label="The link works for" options={lifetimes} {...field("lifetimeHours", "168")} />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Make the link</SubmitButton>
        <ButtonLink href={back} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
