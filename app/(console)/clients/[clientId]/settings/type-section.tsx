import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { Notice } from "#components/ui/notice";
import { SettingsSection } from "#components/ui/settings-section";
import type { SettingsView } from "./settings-view.ts";

export function TypeSection({ view: { shown, draft, errors } }: { view: SettingsView }) {
  const losesCredentials = draft.type === "public" && draft.grants.includes("client_credentials");
  return (
    <SettingsSection id="type" title="Type" about="Where the application runs decides whether it can keep a secret.">
      <ChoiceGroup id="type-choice" label="Type" isLabelHidden errors={errors("type")}>
        <ChoiceCard
          type="radio"
          name="type"
          value="confidential"
          label="Confidential: it runs on a server"
          description="Only the people who run the server can read what is on it, so it can keep a secret. A website with a backend, a nightly job."
          defaultChecked={shown.type === "confidential"}
        />
        <ChoiceCard
          type="radio"
          name="type"
          value="public"
          label="Public: it runs in people's hands"
          description="In a browser, on a phone, a computer or a TV, where anybody could read a secret out of it. It has none; PKCE protects each sign-in instead."
          defaultChecked={shown.type === "public"}
        />
      </ChoiceGroup>
      {losesCredentials && (
        <Notice tone="warn" isNews>
          A public client has no secret, so it cannot use client credentials. Switch them off under{" "}
          <a href="#grants" className="prose-link">
            Grants
          </a>{" "}
          before you save.
        </Notice>
      )}
      <div className="group-has-[[name=type][value=public]:checked]/settings:hidden">
        <ChoiceGroup
          id="authMethod"
          label="How it sends its secret"
          hint="The token service accepts this way and refuses the other (RFC 6749 section 2.3)."
          errors={errors("authMethod")}
        >
          <ChoiceCard
            type="radio"
            name="authMethod"
            value="client_secret_basic"
            label="In the Authorization header"
            description="HTTP Basic, client_secret_basic. What most OAuth libraries do."
            defaultChecked={shown.authMethod !== "client_secret_post"}
          />
          <ChoiceCard
            type="radio"
            name="authMethod"
            value="client_secret_post"
            label="In the body of the request"
            description="client_secret_post. For libraries that send client_id and client_secret as fields or as JSON."
            defaultChecked={shown.authMethod === "client_secret_post"}
          />
        </ChoiceGroup>
      </div>
    </SettingsSection>
  );
}
