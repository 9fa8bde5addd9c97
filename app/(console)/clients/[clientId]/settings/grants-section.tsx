import { ChoiceCard, ChoiceGroup } from "#components/ui/choice";
import { Notice } from "#components/ui/notice";
import { SettingsSection } from "#components/ui/settings-section";
import { guarded, type SettingsView } from "./settings-view.ts";

type Grant = SettingsView["draft"]["grants"][number];

const grantCards: { grant: Grant; label: string; description: string }[] = [
  { grant: "authorization_code", label: "Authorization Code", description: "A person signs in and allows it. Tokens act as that person." },
  { grant: "refresh_token", label: "Refresh Token", description: "New tokens without asking the person again." },
  { grant: "device_code", label: "Device Authorization", description: "For a TV or a command line: the person types a short code on their phone or computer." },
  {
    grant: "client_credentials",
    label: "Allow client credentials",
    description: "For a job that runs without a person. The application shows its secret and gets a token.",
  },
];

export function GrantsSection({ view }: { view: SettingsView }) {
  const { shown, draft, shape, errors } = view;
  const isPossible = guarded("client_credentials", false, shape).lockedReason === undefined;
  return (
    <SettingsSection id="grants" title="Grants" about="How the application may obtain a token. Switch on only what it uses.">
      <ChoiceGroup id="grants-choice" label="Grants" isLabelHidden errors={errors("grants")}>
        {grantCards.map(({ grant, label, description }) => (
          <ChoiceCard
            key={grant}
            type="checkbox"
            name="grants"
            value={grant}
            label={label}
            description={description}
            defaultChecked={shown.grants.includes(grant)}
            {...guarded(grant, draft.grants.includes(grant), shape)}
          />
        ))}
        {isPossible && (
          <Notice tone="warn">
            Tokens from client credentials reach everything in a team, private notes included. Where a person's own access is enough, use Authorization Code
            instead.
          </Notice>
        )}
        <ChoiceCard
          type="checkbox"
          name="mayActForUsers"
          value="on"
          label="May act for users"
          description={
            <>
              With client credentials, the scope may also be <code className="font-mono">user:&lt;id&gt;</code>: the token then reaches what that person can
              see.
            </>
          }
          defaultChecked={shown.mayActForUsers}
          errors={errors("mayActForUsers")}
          {...guarded("mayActForUsers", draft.mayActForUsers, shape)}
        />
      </ChoiceGroup>
      <ActsAs view={view} />
    </SettingsSection>
  );
}

function ActsAs({ view: { shown, draft, shape, errors } }: { view: SettingsView }) {
  return (
    <ChoiceGroup id="acts-as" label="Acts as" errors={errors("actsAs")}>
      <ChoiceCard
        type="radio"
        name="actsAs"
        value="user"
        label="The person who allows it"
        description="It reaches what that person can see, and no more."
        defaultChecked={shown.actsAs === "user"}
      />
      <ChoiceCard
        type="radio"
        name="actsAs"
        value="service_account"
        label="A service account"
        description="An admin of the company approves it once, and it works as an account of its own, whoever comes and goes."
        defaultChecked={shown.actsAs === "service_account"}
        {...guarded("actsAs", draft.actsAs === "service_account", shape)}
      />
    </ChoiceGroup>
  );
}
