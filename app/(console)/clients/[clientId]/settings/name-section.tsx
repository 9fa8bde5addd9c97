import { TextField } from "#components/ui/input";
import { SettingsSection } from "#components/ui/settings-section";
import type { SettingsView } from "./settings-view.ts";

type Props = { view: SettingsView; stored: { name: string; isNameGenerated: boolean; namesakes: number } };

export function NameSection({ view: { shown, draft, errors }, stored }: Props) {
  const isStored = draft.name === stored.name;
  const warnings = [
    ...(stored.isNameGenerated && isStored ? ["This name was made up. Give it the name of the application, so that people know what asks for access."] : []),
    ...(stored.namesakes > 0 && isStored ? [`${others(stored.namesakes)} called “${stored.name}” too. People can only tell them apart by their IDs.`] : []),
  ];
  return (
    <SettingsSection id="name" title="Name" about="People see it when they are asked for access, and you in every list. The client ID never changes.">
      <div className="max-w-md">
        <TextField
          id="settings-name"
          name="name"
          label="Name"
          isLabelHidden
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={shown.name}
          errors={errors("name")}
          warnings={warnings}
        />
      </div>
    </SettingsSection>
  );
}

function others(number: number): string {
  return number === 1 ? "Another client is" : `${number} other clients are`;
}
