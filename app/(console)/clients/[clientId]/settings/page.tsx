import { forbidden } from "next/navigation";
import { SettingsSection } from "#components/ui/settings-section";
import { readClient } from "../read-client.ts";
import { NameForm } from "./name-form.tsx";
import { TokenSettingsForm } from "./token-settings-form.tsx";

export const metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/clients/[clientId]/settings">) {
  const { client, owns } = await readClient((await params).clientId);
  if (!owns) forbidden();
  if (client.deletedAt) return <p className="text-muted">Restore the client to change its settings.</p>;
  const { clientId, version, name, authMethod, mayActForUsers, grants } = client;
  return (
    <div>
      <SettingsSection id="name" title="Name" about="People see it when they are asked for access, and you in every list. The client ID never changes.">
        <NameForm clientId={clientId} version={version} name={name} />
      </SettingsSection>
      <SettingsSection id="tokens" title="How it obtains tokens" about="Saving takes effect at the next token request.">
        <TokenSettingsForm
          client={{ clientId, version, authMethod, mayActForUsers, allowClientCredentials: grants.includes("client_credentials") }}
          lockedReason={
            client.owner === null
              ? "Only a company's own clients can use client credentials; this is a partner client."
              : client.type === "public"
                ? "A public client has no secret, so it cannot use client credentials."
                : undefined
          }
        />
      </SettingsSection>
    </div>
  );
}
