import { randomUUID } from "node:crypto";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { endpoints } from "#lib/endpoints";
import { findScopes } from "#lib/scopes/find-scopes";
import { read } from "../../../../_server/read.ts";
import { readClient } from "../read-client.ts";
import { SettingsForm } from "./settings-form.tsx";
import { sections } from "./settings-view.ts";

export const metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/clients/[clientId]/settings">) {
  const { client } = await readClient((await params).clientId);
  if (client.may.includes("restore")) return <p className="text-muted">Restore the client to change its settings.</p>;
  const settings = await read((actor) => getClientSettings(actor, client.clientId));
  const catalogue = await read(findScopes);
  return (
    <>
      <nav aria-label="Settings" className="-mb-2 hidden wide:block">
        <ul className="flex flex-wrap gap-x-4 text-sm">
          {Object.entries(sections).map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`} className="text-muted hover:text-ink">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <SettingsForm
        client={{ ...settings, isNameGenerated: client.isNameGenerated, namesakes: client.namesakes }}
        catalogue={catalogue.map(({ name, title, description, risk, isRetired }) => ({ name, title, description, risk, isRetired }))}
        place={{ name: client.owner?.name ?? "Partner client", environment: client.environment, tokenEndpoint: endpoints(client.owner).token }}
        idempotencyKey={randomUUID()}
      />
    </>
  );
}
