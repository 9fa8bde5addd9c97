"use client";

import { useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { buttonLook } from "#components/ui/button";
import { Identifier } from "#components/ui/identifier";
import { TextField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { setWebhookAction } from "./actions.ts";

export function WebhookForm({ url }: { url: string }) {
  const [state, action] = useActionState(setWebhookAction, null);
  if (state?.result) {
    return (
      <div className="flex max-w-2xl flex-col items-start gap-4">
        <Notice tone="success" title="The webhook is set" isNews>
          Give this secret to the application that listens at {state.result.url}: it checks the signature with it. It cannot be shown again, but a new one can
          be made.
        </Notice>
        <div className="w-full rounded-control border bg-sunken px-3.5 py-3 text-sm">
          <Identifier value={state.result.secret} label="Copy the secret" />
        </div>
        {/* Loaded anew: a link inside the app would keep the secret on the page. */}
        <a href="/webhook" {...buttonLook()}>
          I have saved it
        </a>
      </div>
    );
  }
  return (
    <form action={action} className="flex max-w-xl flex-col gap-4">
      <FormErrors state={state} />
      <TextField
        label="Address"
        type="url"
        required
        maxLength={2000}
        autoComplete="off"
        placeholder="https://example.com/hooks/gatehouse"
        hint={
          url
            ? "Saving makes a new secret, also with the same address. The old one ends at once."
            : "It begins with https:// and is reachable from the internet."
        }
        {...typed(state)("url", url)}
      />
      <div>
        <SubmitButton variant={url ? "secondary" : "primary"}>{url ? "Save and show a new secret" : "Set the webhook and show its secret"}</SubmitButton>
      </div>
    </form>
  );
}
