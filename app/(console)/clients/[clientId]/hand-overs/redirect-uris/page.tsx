import { forbidden } from "next/navigation";
import { readPartnerClient } from "../read-partner-client.ts";
import { RedirectUrisLinkForm } from "./redirect-uris-link-form.tsx";

export const metadata = { title: "Ask for redirect URIs" };

export default async function NewRedirectUrisLinkPage({ params }: PageProps<"/clients/[clientId]/hand-overs/redirect-uris">) {
  const client = await readPartnerClient((await params).clientId);
  if (!client.may.includes("change")) forbidden();
  return <RedirectUrisLinkForm clientId={client.clientId} clientName={client.name} />;
}
