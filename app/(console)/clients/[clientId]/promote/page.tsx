import { forbidden } from "next/navigation";
import { DescriptionList } from "#components/ui/description-list";
import { findPromotion } from "#lib/clients/find-promotion";
import { read } from "../../../../_server/read.ts";
import { grantNames, typeNames } from "../../client-words.tsx";
import { readPartnerClient } from "../hand-overs/read-partner-client.ts";
import { PromoteForm } from "./promote-form.tsx";
import { PromotedClient } from "./promoted-client.tsx";

export const metadata = { title: "Promote to production" };

export default async function PromotePage({ params }: PageProps<"/clients/[clientId]/promote">) {
  const client = await readPartnerClient((await params).clientId);
  const { isPossible, production, redirectUris, settings, version } = await read((actor) => findPromotion(actor, client.clientId));
  if (production) {
    return (
      <div className="flex max-w-xl flex-col items-start gap-3">
        <h2 className="text-lg font-semibold">{client.name} is promoted</h2>
        <p className="text-muted">Its production client was made once, and what is changed there from now on is changed there alone.</p>
        <PromotedClient client={production} />
      </div>
    );
  }
  if (!isPossible) forbidden();
  return (
    <PromoteForm clientId={client.clientId} version={version} redirectUris={redirectUris}>
      <div>
        <h2 className="text-lg font-semibold">Promote {client.name} to production</h2>
        <p className="mt-1 max-w-prose text-muted">
          This makes a second client, for production tenants, with the settings below. It is a draft until you activate it, has a client ID of its own and no
          secret, and is switched on for no tenant. The sandbox client stays as it is.
        </p>
      </div>
      <DescriptionList
        items={[
          { term: "Name", value: settings.name },
          { term: "Type", value: typeNames[settings.type] },
          { term: "Grants", value: settings.grants.map((grant) => grantNames[grant]).join(", ") || "None" },
          { term: "Scopes", value: settings.scopes.join(", ") || "None" },
          { term: "Acts as", value: settings.actsAs === "service_account" ? "A service account" : "The person who allows it" },
          { term: "Asks people", value: settings.consentsByItself ? "No: signing in is enough" : "Yes" },
          ...(settings.mayIntrospect ? [{ term: "Introspection", value: "Not carried over: a platform admin allows it for production" }] : []),
          { term: "Maker", value: settings.maker ?? "None" },
        ]}
      />
    </PromoteForm>
  );
}
