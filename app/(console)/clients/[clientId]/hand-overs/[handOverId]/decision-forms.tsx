"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { Messages } from "#components/ui/field";
import { TextAreaField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import { applySubmissionAction, refuseSubmissionAction } from "../actions.ts";

type Props = { handOverId: string; clientId: string; version: number; submittedAt: string; idempotencyKey: string };

export function DecisionForms({ handOverId, clientId, version, submittedAt, idempotencyKey }: Props) {
  const [applied, apply] = useActionState(applySubmissionAction, null);
  const [refused, refuse] = useActionState(refuseSubmissionAction, null);
  const seen = (
    <>
      <input type="hidden" name="handOverId" value={handOverId} />
      <input type="hidden" name="submittedAt" value={submittedAt} />
    </>
  );
  return (
    <div className="flex flex-col gap-5">
      <form action={apply} className="flex flex-col gap-3">
        {seen}
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <FormErrors state={applied} />
        <Messages id="apply-errors" tone="bad" items={typed(applied)("redirectUris").errors} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton>Take them over</SubmitButton>
          <ButtonLink href={`/clients/${clientId}/hand-overs`} variant="quiet">
            Decide later
          </ButtonLink>
        </div>
      </form>
      <details className="open:rounded-card open:border open:p-3.5" open={refused !== null || undefined}>
        <summary className="inline-flex min-h-7 items-center font-medium text-muted hover:text-ink">Do not take them over</summary>
        <form action={refuse} className="flex flex-col gap-3 pt-3">
          {seen}
          <FormErrors state={refused} />
          <TextAreaField label="Why" hint="The partner reads it on the link, which ends with this." isOptional maxLength={500} {...typed(refused)("reason")} />
          <div>
            <SubmitButton variant="danger">Refuse them</SubmitButton>
          </div>
        </form>
      </details>
    </div>
  );
}
