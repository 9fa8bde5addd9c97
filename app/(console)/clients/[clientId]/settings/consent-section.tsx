import { Switch } from "#components/ui/choice";
import { Notice } from "#components/ui/notice";
import { SettingsSection } from "#components/ui/settings-section";
import { guarded, type SettingsView } from "./settings-view.ts";

/** @param generatedName the name that people would not know the application by. */
export function ConsentSection({ view: { shown, draft, shape, errors }, generatedName }: { view: SettingsView; generatedName: string | null }) {
  return (
    <SettingsSection id="consent" title="Automatic consent" about="Whether a person is asked before the application gets access.">
      <Switch
        name="consentsByItself"
        label="Do not ask people"
        description="Signing in is enough to give the application access. Only for an application of your own company, which people expect to be let in."
        defaultChecked={shown.consentsByItself}
        errors={errors("consentsByItself")}
        {...guarded("consentsByItself", draft.consentsByItself, shape)}
      />
      {draft.consentsByItself && draft.name === generatedName && (
        <Notice tone="warn" isNews>
          The client still has the name that was made up for it. Nobody is asked, so the name is all by which people and the audit log know what was let in:{" "}
          <a href="#name" className="prose-link">
            give it one
          </a>
          .
        </Notice>
      )}
    </SettingsSection>
  );
}
