"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { TextAreaField, TextField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { checkRedirectUris, type RedirectUriContext } from "#lib/clients/redirect-uri";
import type { Submission } from "#lib/hand-overs/submission";
import { submitRedirectUrisAction } from "./actions.ts";

type Props = { token: string; isOpen: boolean; isSent: boolean; context: RedirectUriContext; submission: Submission };

export function RedirectUrisForm({ token, isOpen, isSent, context, submission }: Props) {
  const [state, action] = useActionState(submitRedirectUrisAction, null);
  if (!isOpen) return null;
  const sent = state?.result ?? submission;
  const field = typed(state);
  const refused = state?.refused && [state.refused.initialValue?.redirectUris ?? []].flat().join("\n");
  const typedUris = refused ?? sent.redirectUris.join("\n");
  return (
    <form action={action} className="flex flex-col gap-4">
      <input type="hidden" name="token" value={token} />
      <FormErrors state={state} />
      {(state?.result || isSent) && !state?.refused && (
        <Notice tone="success" title="Sent" isNews={Boolean(state?.result)}>
          It waits for review. You can change it here until somebody has looked at it.
        </Notice>
      )}
      <TextAreaField
        label="Redirect URIs, one to a line"
        hint="Each to the letter as your app sends it, such as https://app.example.com/callback."
        name="redirectUris"
        rows={4}
        isMono
        required
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        defaultValue={typedUris}
        errors={field("redirectUris").errors}
        warnings={warningsOf(linesOf(typedUris), context)}
      />
      <TextField
        label="Home page of the app"
        hint="People see it when they are asked to allow the app."
        isOptional
        inputMode="url"
        autoComplete="off"
        {...field("homePageUri", sent.homePageUri ?? "")}
      />
      <SubmitButton>{isSent || state?.result ? "Send the changed list" : "Send for review"}</SubmitButton>
    </form>
  );
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/).filter((line) => line !== "");
}

function warningsOf(uris: string[], context: RedirectUriContext): string[] {
  return checkRedirectUris(uris, context).flatMap((issues, index) =>
    issues.filter(({ level }) => level === "warning").map(({ message }) => `“${uris[index]?.slice(0, 80)}”: ${message}`),
  );
}
