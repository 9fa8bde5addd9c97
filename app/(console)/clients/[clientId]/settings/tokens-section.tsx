import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { SettingsSection } from "#components/ui/settings-section";
import type { SettingsView } from "./settings-view.ts";

export function TokensSection({ view: { shown, errors } }: { view: SettingsView }) {
  return (
    <SettingsSection id="tokens" title="Access tokens" about="Each one is good for 60 minutes. What it looks like decides who can tell whether it still holds.">
      <ChoiceGroup id="accessTokenFormat" label="Access tokens" isLabelHidden errors={errors("accessTokenFormat")}>
        <ChoiceCard
          type="radio"
          name="accessTokenFormat"
          value="opaque"
          label="Opaque: the token service knows it"
          description="An API asks the token service about it. It ends at once when it is revoked, or when anything that it stands on is switched off."
          defaultChecked={shown.accessTokenFormat === "opaque"}
        />
        <ChoiceCard
          type="radio"
          name="accessTokenFormat"
          value="jwt"
          label="JWT: an API checks it by itself"
          description="Signed (RFC 9068), so nobody needs to be asked. Nobody is: it stays valid until it expires, up to 60 minutes, also when you disable the client, remove a scope or take a person's access away."
          defaultChecked={shown.accessTokenFormat === "jwt"}
        />
      </ChoiceGroup>
    </SettingsSection>
  );
}
