"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { LinkOnce } from "#components/link-once";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { SelectField, TextField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { gracePeriods } from "#lib/secrets/periods";
import { createSecretLinkAction } from "../actions.ts";
import { lifetimes } from "../lifetimes.ts";

type Props = { clientId: string; clientName: string; live: number };

const others = [
  { value: "never", label: "They stay", description: "The partner moves over in their own time; end the old ones when they are no longer used." },
  { value: "86400", label: `They work for another ${gracePeriods[86_400]}`, description: "Counted from when the partner takes the new one." },
  { value: "604800", label: `They work for another ${gracePeriods[604_800]}`, description: "Counted from when the partner takes the new one." },
  { value: "0", label: "They stop", description: "At the very next request after the partner takes the new one." },
];

export function SecretLinkForm({ clientId, clientName, live }: Props) {
  const [state, action] = useActionState(createSecretLinkAction, null);
  const field = typed(state);
  const back = `/clients/${clientId}/hand-overs`;
  if (state?.result) {
    const { url, note, expiresAt } = state.result;
    return <LinkOnce title="The link is made" url={url} email={note ?? "the partner"} expiresAt={expiresAt} done={{ href: back, label: "Done" }} />;
  }
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      <div>
        <h2 className="text-lg font-semibold">Hand over a secret of {clientName}</h2>
        <p className="mt-1 max-w-prose text-muted">
          You send a link. Its page tells the partner what it is for; when they press the button there, the secret is made and shown to them, once. You never
          see it, and until then there is none.
        </p>
      </div>
      <input type="hidden" name="clientId" value={clientId} />
      <FormErrors state={state} />
      <TextField
        label="Name of the secret"
        hint="Where it will be used: “Production server”."
        required
        maxLength={60}
        autoComplete="off"
        {...field("secretName")}
      />
      <TextField label="Whom it is for" hint="The page of the link says it." isOptional maxLength={100} autoComplete="off" {...field("note")} />
      <SelectField label="The link works for" options={lifetimes} {...field("lifetimeHours", "24")} />
      <TextField
        label="Passphrase"
        hint="Asked before the secret is made. Tell it on another way than the link, by telephone for example. Five wrong tries end the link."
        isOptional
        maxLength={100}
        autoComplete="off"
        {...field("passphrase")}
      />
      {live > 0 && (
        <ChoiceGroup
          id="othersEndAfter"
          label={live === 1 ? "The secret that there is" : `The ${live} secrets that there are`}
          errors={field("othersEndAfter").errors}
        >
          {others.map((choice) => (
            <ChoiceCard
              key={choice.value}
              type="radio"
              name="othersEndAfter"
              {...choice}
              defaultChecked={field("othersEndAfter", "never").defaultValue === choice.value}
            />
          ))}
        </ChoiceGroup>
      )}
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Make the link</SubmitButton>
        <ButtonLink href={back} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
