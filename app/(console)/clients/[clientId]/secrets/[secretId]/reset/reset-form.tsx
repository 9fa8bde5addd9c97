"use client";

import { type ReactNode, useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { Notice } from "#components/ui/notice";
import { exactTime } from "#components/ui/relative-time";
import { SubmitButton } from "#components/ui/submit-button";
import { gracePeriods } from "#lib/secrets/periods";
import { resetSecretAction } from "../../actions.ts";
import { Issued, type Place } from "../../issued.tsx";

type Props = {
  clientId: string;
  clientName: string;
  secret: { id: string; name: string; hint: string };
  lastUse: ReactNode;
  idempotencyKey: string;
  place: Place;
};

const periods = Object.entries(gracePeriods).sort(([a], [b]) => Number(a) - Number(b));

export function ResetForm({ clientId, clientName, secret, lastUse, idempotencyKey, place }: Props) {
  const [state, action] = useActionState(resetSecretAction, null);
  if (state?.result) {
    const { previous } = state.result;
    return (
      <Issued
        issued={state.result}
        place={place}
        previous={
          previous && (
            <>
              The old secret, ending <code className="font-mono">{previous.hint}</code>,{" "}
              {previous.worksUntil ? `keeps working until ${exactTime(previous.worksUntil)}` : "has stopped"}. {lastUse}
            </>
          )
        }
      />
    );
  }
  return (
    <form action={action} className="flex max-w-xl flex-col gap-5">
      <h2 className="text-lg font-semibold">
        Reset the secret “{secret.name}” of {clientName}
      </h2>
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="secretId" value={secret.id} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <FormErrors state={state} />
      <Notice tone="warn" title="The application must be given the new secret">
        Without it, the application gets no new token, and every application that was authorised will eventually lose access: the secret is used to refresh
        tokens. Access tokens already issued stay valid until they expire, at most an hour. {lastUse}
      </Notice>
      <ChoiceGroup id="graceSeconds" label={`The old secret, ending ${secret.hint}`} errors={typed(state)("graceSeconds").errors}>
        {periods.map(([seconds, label]) => (
          <ChoiceCard
            key={seconds}
            type="radio"
            name="graceSeconds"
            value={seconds}
            label={seconds === "0" ? label : `Keep it for ${label}`}
            description={seconds === "0" ? "It is refused at the very next request." : undefined}
            defaultChecked={seconds === "0"}
          />
        ))}
      </ChoiceGroup>
      <div className="flex gap-2">
        <SubmitButton>Reset and show the new one</SubmitButton>
        <ButtonLink href={`/clients/${clientId}/secrets`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
