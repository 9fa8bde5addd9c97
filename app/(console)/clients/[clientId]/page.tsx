import { DescriptionList } from "#components/ui/description-list";
import { Identifier } from "#components/ui/identifier";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import { findActingSubjects } from "#lib/clients/find-acting-subjects";
import { endpoints } from "#lib/endpoints";
import { read } from "../../../_server/read.ts";
import { grantNames, typeNames } from "../client-words.tsx";
import { EndpointList } from "./endpoint-list.tsx";
import { GrantSnippets } from "./grant-snippets.tsx";
import { IntrospectionSnippets } from "./introspection-snippets.tsx";
import { PromotionSection } from "./promotion-section.tsx";
import { readClient } from "./read-client.ts";
import { ReadinessList } from "./readiness-list.tsx";
import { UseSection } from "./use-section.tsx";

export const metadata = { title: "OAuth client" };

export default async function ClientPage({ params, searchParams }: PageProps<"/clients/[clientId]">) {
  const { client } = await readClient((await params).clientId);
  const { owner } = client;
  const actsForTeams = client.grants.includes("client_credentials") && owner !== null;
  const subjects = actsForTeams ? await read((actor) => findActingSubjects(actor, owner.id, client)) : [];
  const { scope } = await searchParams;
  return (
    <div>
      {!client.deletedAt && <ReadinessList client={client} />}
      <SettingsSection
        title="What the application needs"
        about={`Hand these to whoever configures it.${client.liveSecrets > 0 ? " The secret was shown once and is not here." : ""}`}
      >
        <EndpointList clientId={client.clientId} endpoints={endpoints(owner)} />
      </SettingsSection>
      {client.grants.map((grant) => (
        <GrantSnippets
          key={grant}
          grant={grant}
          client={client}
          subjects={subjects}
          chosen={subjects.find((subject) => subject.scope === scope) ?? subjects[0]}
        />
      ))}
      {client.mayIntrospect && <IntrospectionSnippets client={client} />}
      <UseSection client={client} />
      {owner === null && <PromotionSection client={client} />}
      <SettingsSection title="At a glance">
        <DescriptionList
          items={[
            { term: "Type", value: typeNames[client.type] },
            { term: "Grants", value: client.grants.map((grant) => grantNames[grant]).join(", ") || "None yet" },
            { term: "Scopes", value: client.scopes.join(", ") || "None of the catalogue" },
            ...(client.redirectUris.length > 0 ? [{ term: "Redirect URIs", value: <RedirectUris uris={client.redirectUris} /> }] : []),
            { term: "Created", value: <RelativeTime at={client.createdAt} /> },
            { term: "Live secrets", value: client.type === "public" ? "None: public clients have no secret" : String(client.liveSecrets) },
          ]}
        />
      </SettingsSection>
    </div>
  );
}

function RedirectUris({ uris }: { uris: string[] }) {
  return (
    <ul>
      {uris.map((uri) => (
        <li key={uri}>
          <Identifier value={uri} label={`Copy ${uri}`} />
        </li>
      ))}
    </ul>
  );
}
