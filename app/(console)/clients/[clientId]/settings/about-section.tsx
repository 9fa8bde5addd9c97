import { TextAreaField, TextField } from "#components/ui/input";
import { SettingsSection } from "#components/ui/settings-section";
import type { SettingsView } from "./settings-view.ts";

export function AboutSection({ view: { shown, errors } }: { view: SettingsView }) {
  const field = (name: "maker" | "homePageUri" | "logoUri" | "contact" | "notes") => ({
    id: `settings-${name}`,
    name,
    isOptional: true,
    autoComplete: "off",
    defaultValue: shown[name] ?? "",
    errors: errors(name),
  });
  return (
    <SettingsSection id="about" title="About the app" about="Shown to people who are asked for access, and to you when you wonder whose it is.">
      <div className="flex max-w-md flex-col gap-4">
        <TextField label="Maker" hint="The company or team that builds it." maxLength={100} {...field("maker")} />
        <TextField label="Home page" inputMode="url" placeholder="https://" maxLength={2000} {...field("homePageUri")} />
        <TextField
          label="Logo"
          hint="The address of a picture, kept for whoever asks for it. Gatehouse never loads it."
          inputMode="url"
          placeholder="https://"
          maxLength={2000}
          {...field("logoUri")}
        />
        <TextField label="Contact" hint="The e-mail address of whoever answers for it." inputMode="email" maxLength={254} {...field("contact")} />
        <TextAreaField
          label="Notes"
          hint="For you and your colleagues: where it runs, whom to call. People who are asked for access do not see them."
          {...field("notes")}
        />
      </div>
    </SettingsSection>
  );
}
