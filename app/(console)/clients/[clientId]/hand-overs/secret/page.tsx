import { forbidden } from "next/navigation";
import { readPartnerClient } from "../read-partner-client.ts";
import { SecretLinkForm } from "./secret-link-form.tsx";

export const metadata = { title: "Hand over a secret" };

export default async function NewSecretLinkPage({ params }: PageProps<"/clients/[clientId]/hand-overs/secret">) {
  const client = await readPartnerClient((await params).clientId);
  if (!client.may.includes("issue_secret")) forbidden();
  return <SecretLinkForm clientId={client.clientId} clientName={client.name} live={client.liveSecrets} />;
}
