import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "#components/ui/button";
import { CodeBlock } from "#components/ui/code-block";
import { DescriptionList } from "#components/ui/description-list";
import { Identifier } from "#components/ui/identifier";
import { SelectField } from "#components/ui/input";
import { Notice } from "#components/ui/notice";
import { RelativeTime } from "#components/ui/relative-time";
import { SettingsSection } from "#components/ui/settings-section";
import { type ActingSubject, findActingSubjects } from "#lib/clients/find-acting-subjects";
import type { ClientView } from "#lib/clients/find-clients";
import { missingParts } from "#lib/clients/readiness";
import { endpoints } from "#lib/endpoints";

import { read } from "../../../_server/read.ts";
import { grantNames, missingWords, typeNames } from "../client-words.tsx";
import { readClient } from "./read-client.ts";
import { tokenRequest } from "./token-request.ts";

export const metadata = { title: "OAuth client" };

export default async function ClientPage({ params, searchParams }: PageProps<"/clients/[clientId]">) {
  const { client } = await readClient((await params).clientId);
  const missing = client.may.includes("change") ? missingParts(client).map((part) => missingWords(part, client)) : [];
  const { owner } = client;
  const obtainsByItself = client.grants.includes("client_credentials") && owner !== null;
  const subjects = obtainsByItself ? await read((actor) => findActingSubjects(actor, owner.id, client)) : [];
  const { scope } = await searchParams;
  return (
    <div>
      {missing.length > 0 && (
        <Notice tone="warn" title="Before this client can work">
          <ul className="mt-1 flex flex-col gap-1">
            {missing.map(({ text, href, link }) => (
              <li key={text}>
                {text}{" "}
                {href && (
                  <Link href={href} className="prose-link inline-flex items-center gap-1">
                    {link}
                    <ArrowRight />
                  </Link>
                )}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <SettingsSection
        title="What the application needs"
        about={`Hand these to whoever configures it.${client.liveSecrets > 0 ? " The secret was shown once and is not here." : ""}`}
      >
        <DescriptionList
          items={[
            { term: "Client ID", value: <Identifier value={client.clientId} label="Copy the client ID" /> },
            { term: "Token endpoint", value: <Identifier value={endpoints().token} label="Copy the token endpoint" /> },
            { term: "Metadata", value: <Identifier value={endpoints().metadata} label="Copy the metadata address" /> },
            { term: "Issuer", value: <Identifier value={endpoints().issuer} label="Copy the issuer" /> },
          ]}
        />
      </SettingsSection>
      {obtainsByItself && <TokenRequest client={client} subjects={subjects} chosen={subjects.find((subject) => subject.scope === scope)} />}
      <SettingsSection title="At a glance">
        <DescriptionList
          items={[
            { term: "Type", value: typeNames[client.type] },
            { term: "Grants", value: client.grants.map((grant) => grantNames[grant]).join(", ") || "None yet" },
            { term: "Created", value: <RelativeTime at={client.createdAt} /> },
            { term: "Last token", value: client.lastUsedAt ? <RelativeTime at={client.lastUsedAt} /> : "Never" },
            { term: "Live secrets", value: client.type === "public" ? "None: public clients have no secret" : String(client.liveSecrets) },
          ]}
        />
      </SettingsSection>
    </div>
  );
}

/** Builds the scope and an example request from a picked team or user (R29). */
function TokenRequest({ client, subjects, chosen = subjects[0] }: { client: ClientView; subjects: ActingSubject[]; chosen?: ActingSubject }) {
  return (
    <SettingsSection
      title="Get a token"
      about={`With client credentials, the scope names what the token reaches: a team${client.mayActForUsers ? ", or a person whose access it uses" : ""}. Without one, it reaches no team's content.`}
    >
      {chosen ? (
        <>
          <form method="get" className="flex flex-wrap items-end gap-2">
            <div className="min-w-48 grow">
              <SelectField
                label={client.mayActForUsers ? "Team or person" : "Team"}
                name="scope"
                defaultValue={chosen.scope}
                options={subjects.map(({ scope, label }) => ({ value: scope, label }))}
              />
            </div>
            <Button type="submit">Show the request</Button>
          </form>
          <DescriptionList items={[{ term: "Scope", value: <Identifier value={chosen.scope} label="Copy the scope" /> }]} />
        </>
      ) : (
        <p className="text-muted">There is no team yet. An admin adds one on the page Teams.</p>
      )}
      <CodeBlock label="curl" code={tokenRequest(client, endpoints().token, chosen?.scope)} />
    </SettingsSection>
  );
}
