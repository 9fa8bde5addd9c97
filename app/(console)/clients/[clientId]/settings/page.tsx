import { randomUUID } from "node:crypto";
import { forbidden } from "next/navigation";
import { SettingsSection } from "#components/ui/settings-section";
import { barriers } from "#lib/clients/barriers";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { read } from "../../../../_server/read.ts";
import { readClient } from "../read-client.ts";
import { NameForm } from "./name-form.tsx";
import { TokenSettingsForm } from "./token-settings-form.tsx";

export const metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/clients/[clientId]/settings">) {
  const { client } = await readClient((await params).clientId);
  if (client.may.includes("restore")) return <p className="text-muted">Restore the client to change its settings.</p>;
  if (!client.may.includes("change")) forbidden();
  const { clientId, version, name } = client;
  return (
    <div>
      <SettingsSection id="name" title="Name" about="People see it when they are asked for access, and you in every list. The client ID never changes.">
        <NameForm clientId={clientId} version={version} name={name} namesakes={client.namesakes} />
      </SettingsSection>
      {client.type === "confidential" && (
        <SettingsSection id="tokens" title="How it obtains tokens" about="Saving takes effect at the next token request.">
          <TokenSettingsForm
            view={await read((actor) => getClientSettings(actor, clientId))}
            idempotencyKey={randomUUID()}
            lockedReason={barriers.client_credentials({ ...client, isPartner: client.owner === null, isDraft: client.state === "draft" }) ?? undefined}
          />
        </SettingsSection>
      )}
    </div>
  );
}
