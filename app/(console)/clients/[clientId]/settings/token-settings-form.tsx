"use client";

import { useActionState } from "react";
import { FormErrors, ticked, typed } from "#components/form-reply";
import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import type { ClientSettingsView } from "#lib/clients/get-client-settings";
import { changeClientAction } from "./actions.ts";

type Props = {
  view: ClientSettingsView;
  idempotencyKey: string;
  /** Why client credentials is impossible here. */
  lockedReason?: string;
};

export function TokenSettingsForm({ view, idempotencyKey, lockedReason }: Props) {
  const { settings } = view;
  const [state, action] = useActionState(changeClientAction, null);
  const box = ticked(state);
  const method = typed(state)("authMethod", settings.authMethod);
  return (
    <form action={action} className="flex flex-col items-start gap-5">
      <input type="hidden" name="clientId" value={view.clientId} />
      <input type="hidden" name="version" value={view.version} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="name" value={settings.name} />
      <input type="hidden" name="type" value={settings.type} />
      <input type="hidden" name="actsAs" value={settings.actsAs} />
      <input type="hidden" name="consentsByItself" value={settings.consentsByItself ? "on" : "off"} />
      {settings.redirectUris.map((uri) => (
        <input key={uri} type="hidden" name="redirectUris" value={uri} />
      ))}
      {settings.scopes.map((scope) => (
        <input key={scope} type="hidden" name="scopes" value={scope} />
      ))}
      {settings.grants
        .filter((grant) => grant !== "client_credentials")
        .map((grant) => (
          <input key={grant} type="hidden" name="grants" value={grant} />
        ))}
      <FormErrors state={state} />
      <div className="flex w-full flex-col gap-2">
        <ChoiceCard
          type="checkbox"
          value="client_credentials"
          label="Allow client credentials"
          description="No person involved. Tokens reach everything in a team, private notes included."
          lockedReason={lockedReason}
          name="grants"
          defaultChecked={settings.grants.includes("client_credentials")}
        />
        <ChoiceCard
          type="checkbox"
          value="on"
          label="May act for users"
          description={
            <>
              With client credentials, the scope may also be <code className="font-mono">user:&lt;id&gt;</code>: the token then reaches what that person can
              see.
            </>
          }
          lockedReason={lockedReason}
          {...box("mayActForUsers", settings.mayActForUsers)}
        />
        {!lockedReason && (
          <Notice tone="warn">Where a person's own access is enough, Authorization Code is the better grant; this version does not serve it yet.</Notice>
        )}
      </div>
      <ChoiceGroup
        id="authMethod"
        label="How it sends its secret"
        hint="The token service accepts this way and refuses the other (RFC 6749 section 2.3)."
        errors={method.errors}
      >
        <ChoiceCard
          type="radio"
          name="authMethod"
          value="client_secret_basic"
          label="In the Authorization header"
          description="HTTP Basic, client_secret_basic. What most OAuth libraries do."
          defaultChecked={method.defaultValue === "client_secret_basic"}
        />
        <ChoiceCard
          type="radio"
          name="authMethod"
          value="client_secret_post"
          label="In the body of the request"
          description="client_secret_post. For libraries that send client_id and client_secret as fields or as JSON."
          defaultChecked={method.defaultValue === "client_secret_post"}
        />
      </ChoiceGroup>
      <SubmitButton>Save</SubmitButton>
    </form>
  );
}
