import { ChoiceCard, ChoiceGroup, Switch } from "#components/ui/choice";
import { SettingsSection } from "#components/ui/settings-section";
import { guarded, type SettingsView } from "./settings-view.ts";

export function TokensSection({ view }: { view: SettingsView }) {
  const { shown, shape, errors } = view;
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
          description="Signed (RFC 9068), so the token service is not asked. It stays valid until it expires, up to 60 minutes, also when you disable the client, remove a scope or take a person's access away."
          defaultChecked={shown.accessTokenFormat === "jwt"}
        />
      </ChoiceGroup>
      {shape.isPartner && <Introspection view={view} />}
    </SettingsSection>
  );
}

function Introspection({ view: { shown, draft, shape, environment, introspectionLock, errors } }: { view: SettingsView }) {
  return (
    <>
      <Switch
        name="mayIntrospect"
        label="This is an API: it may introspect every token"
        description={`For an API of your own company, which asks the token service whom a token acts for (RFC 7662): every ${environment} token, of every client and company. Any other client learns about its own tokens only.`}
        defaultChecked={shown.mayIntrospect}
        errors={errors("mayIntrospect")}
        {...(introspectionLock ? { lockedReason: introspectionLock } : guarded("mayIntrospect", draft.mayIntrospect, shape))}
      />
      {/* A locked switch sends nothing, and saving must not switch it off. */}
      {introspectionLock && shown.mayIntrospect && <input type="hidden" name="mayIntrospect" value="on" />}
    </>
  );
}
