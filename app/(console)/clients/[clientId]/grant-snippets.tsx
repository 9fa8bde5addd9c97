import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { DescriptionList } from "#components/ui/description-list";
import { Identifier } from "#components/ui/identifier";
import { SelectField } from "#components/ui/input";
import { SettingsSection } from "#components/ui/settings-section";
import type { ActingSubject } from "#lib/clients/find-acting-subjects";
import type { ClientView } from "#lib/clients/find-clients";
import { factsOf } from "#lib/clients/snippets/facts-of";
import { snippetsFor } from "#lib/clients/snippets/snippets-for";
import { endpoints } from "#lib/endpoints";
import { grantNames } from "../client-words.tsx";

type Grant = ClientView["grants"][number];
type Props = { grant: Grant; client: ClientView & { scopes: string[] }; subjects: ActingSubject[]; chosen: ActingSubject | undefined };

const about: Record<Grant, string> = {
  authorization_code: "A person signs in and allows access; the application exchanges the code it is sent for a token.",
  refresh_token: "Goes on after the access token has ended, without asking the person again.",
  device_code: "The device shows a code; a person types it elsewhere and allows access.",
  client_credentials: "The scope names what the token reaches. Without a team in it, the token reaches no team's content.",
};

/** How the client obtains a token by one grant, with its own values. */
export function GrantSnippets({ grant, client, subjects, chosen }: Props) {
  const isJob = grant === "client_credentials";
  // Every client that acts as a person may ask who that is.
  const asked = isJob ? chosen?.scope : client.actsAs === "user" ? "openid" : undefined;
  return (
    <SettingsSection title={`Get a token: ${grantNames[grant]}`} about={about[grant]}>
      {isJob && <SubjectChoice subjects={subjects} chosen={chosen} mayActForUsers={client.mayActForUsers} />}
      {snippetsFor(grant, factsOf(client, endpoints(client.owner), asked)).map(({ label, code }) => (
        <CodeBlock key={label} label={label} code={code} />
      ))}
    </SettingsSection>
  );
}

/** Builds the scope from a picked team or user (R29). */
function SubjectChoice({ subjects, chosen, mayActForUsers }: { subjects: ActingSubject[]; chosen: ActingSubject | undefined; mayActForUsers: boolean }) {
  if (!chosen) return <p className="text-muted">There is no team yet. An admin adds one on the page Teams.</p>;
  return (
    <>
      <form method="get" className="flex flex-wrap items-end gap-2">
        <div className="min-w-48 grow">
          <SelectField
            label={mayActForUsers ? "Team or person" : "Team"}
            name="scope"
            defaultValue={chosen.scope}
            options={subjects.map(({ scope, label }) => ({ value: scope, label }))}
          />
        </div>
        <Button type="submit">Show the request</Button>
      </form>
      <DescriptionList items={[{ term: "Scope", value: <Identifier value={chosen.scope} label="Copy the scope" /> }]} />
    </>
  );
}
