import { randomUUID } from "node:crypto";
import { forbidden } from "next/navigation";
import { ButtonLink } from "#components/ui/button";
import { DescriptionList } from "#components/ui/description-list";
import type { ClientView } from "#lib/clients/find-clients";
import { missingParts } from "#lib/clients/readiness";
import { endpoints } from "#lib/endpoints";
import { grantNames } from "../../client-words.tsx";
import { readClient } from "../read-client.ts";
import { ReadinessList } from "../readiness-list.tsx";
import { ActivateForm } from "./activate-form.tsx";

export const metadata = { title: "Activate the client" };

export default async function ActivatePage({ params }: PageProps<"/clients/[clientId]/activate">) {
  const { client } = await readClient((await params).clientId);
  const { clientId, owner, environment, may, type } = client;
  // The answer that shows the secret comes on this page, when the client is no draft any more.
  if (owner !== null || !(may.includes("activate") || may.includes("issue_secret"))) forbidden();
  if (missingParts(client).some((part) => part === "redirect_uri" || part === "grant")) return <NotYet client={client} />;
  return (
    <ActivateForm
      clientId={clientId}
      idempotencyKey={randomUUID()}
      place={{ name: "Partner client", environment, tokenEndpoint: endpoints().token }}
      isPublic={type === "public"}
    >
      <WhatHappens client={client} />
    </ActivateForm>
  );
}

function WhatHappens({ client }: { client: ClientView }) {
  return (
    <>
      <h2 className="text-lg font-semibold">Activate {client.name}</h2>
      <p className="text-muted">
        {client.mayIntrospect
          ? `It is an API: from then on it may ask about every ${client.environment} token.`
          : "It works from then on, in the companies that it is switched on for."}{" "}
        {client.type === "public"
          ? "It is public, so it has no secret."
          : "Its first secret is shown to you once, or handed over: you make a link, and the partner alone sees the secret."}
      </p>
      <DescriptionList
        items={[
          { term: "Redirect URIs", value: client.redirectUris.join(", ") || "None: it sends nobody anywhere" },
          { term: "Grants", value: client.grants.map((grant) => grantNames[grant]).join(", ") || "None: it obtains no tokens itself" },
        ]}
      />
    </>
  );
}

/** R34 */
function NotYet({ client }: { client: ClientView }) {
  return (
    <div className="flex max-w-xl flex-col items-start gap-4">
      <p>A partner client is activated once it has what it needs: its credentials are issued after that.</p>
      <ReadinessList client={client} />
      <ButtonLink href={`/clients/${client.clientId}`}>Back to the client</ButtonLink>
    </div>
  );
}
