"use client";

import { CircleX, TriangleAlert } from "lucide-react";
import { type ReactNode, useActionState } from "react";
import { FormErrors, typed } from "#components/form-reply";
import { ButtonLink } from "#components/ui/button";
import { CheckLine, ChoiceGroup } from "#components/ui/choice";
import { TextAreaField } from "#components/ui/input";
import { SubmitButton } from "#components/ui/submit-button";
import type { RedirectUriIssue } from "#lib/clients/redirect-uri";
import { promoteClientAction } from "./actions.ts";

type Props = {
  clientId: string;
  version: number;
  redirectUris: { uri: string; issues: RedirectUriIssue[] }[];
  children: ReactNode;
};

export function PromoteForm({ clientId, version, redirectUris, children }: Props) {
  const [state, action] = useActionState(promoteClientAction, null);
  const sent = [state?.refused?.initialValue?.redirectUris ?? []].flat().flatMap((text) => String(text).split(/\r\n|\n|\r/));
  const known = redirectUris.map(({ uri }) => uri);
  return (
    <form action={action} className="flex max-w-2xl flex-col gap-5">
      <input type="hidden" name="clientId" value={clientId} />
      <input type="hidden" name="version" value={version} />
      {children}
      <FormErrors state={state} />
      {redirectUris.length > 0 && (
        <ChoiceGroup id="redirectUris" label="Redirect URIs" hint="Hosts of a sandbox seldom fit: tick only those that production uses as well.">
          {redirectUris.map(({ uri, issues }) => (
            <div key={uri} className="flex flex-col gap-1">
              <CheckLine
                name="redirectUris"
                value={uri}
                label={<code className="font-mono text-sm wrap-anywhere">{uri}</code>}
                defaultChecked={sent.includes(uri)}
                description={issues.length > 0 && <Issues issues={issues} />}
              />
            </div>
          ))}
        </ChoiceGroup>
      )}
      <TextAreaField
        id="redirect-uris-others"
        name="redirectUris"
        label="Redirect URIs of production, one to a line"
        hint="They can also come later: as a draft, the client needs none."
        isOptional
        isMono
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        errors={typed(state)("redirectUris").errors}
        defaultValue={sent.filter((uri) => uri !== "" && !known.includes(uri)).join("\n")}
      />
      <div className="flex flex-wrap gap-2">
        <SubmitButton>Make the production client</SubmitButton>
        <ButtonLink href={`/clients/${clientId}`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}

function Issues({ issues }: { issues: RedirectUriIssue[] }) {
  return issues.map(({ rule, level, message }) => (
    <span key={`${rule} ${message}`} className={`flex gap-2 ${level === "error" ? "text-bad" : "text-warn"}`}>
      {level === "error" ? <CircleX className="mt-0.5" /> : <TriangleAlert className="mt-0.5" />}
      <span>
        {message} (Rule {rule})
      </span>
    </span>
  ));
}
