import { notFound } from "next/navigation";
import { RelativeTime } from "#components/ui/relative-time";
import { EnvironmentTag } from "#components/ui/tag";
import { getEnablement } from "#lib/enablements/find-enabled";
import { read } from "../../../../../../_server/read.ts";
import { told } from "../../../../../enablements/enabled-table.tsx";
import { readPartnerClient } from "../../read-partner-client.ts";
import { DisableForm } from "./disable-form.tsx";

export const metadata = { title: "Disable for a company" };

export default async function DisableForTenantPage({ params, searchParams }: PageProps<"/clients/[clientId]/tenants/[tenantId]/disable">) {
  const { clientId, tenantId } = await params;
  await readPartnerClient(clientId);
  const enablement = await read((actor) => getEnablement(actor, { clientId, tenantId }));
  if (!enablement) notFound();
  const { clientName, tenantName, environment, liveGrants, people, lastTokenAt, actsAs } = enablement;
  const isFromTenant = (await searchParams).from === "tenant";
  return (
    <section aria-labelledby="disable-title" className="flex max-w-xl flex-col items-start gap-4 rounded-card border border-bad-line bg-surface p-5">
      <EnvironmentTag environment={environment} />
      <h2 id="disable-title" className="wrap-anywhere max-w-full text-lg font-semibold">
        Disable {clientName} for {tenantName}?
      </h2>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>It stops there at its very next request. Every other company goes on.</li>
        <li>
          {liveGrants === 0 ? "Nothing that is live ends with it" : `${told(liveGrants, "live grant stops", "live grants stop")}`}
          {actsAs === "user" && people > 0 ? `, of ${told(people, "person who has", "people who have")} allowed it.` : "."}
        </li>
        <li>
          {lastTokenAt ? (
            <>
              It last got a token there <RelativeTime at={lastTokenAt} />.
            </>
          ) : (
            "It has never been given a token there."
          )}
        </li>
        <li>What people have allowed is kept: enabled again, it goes on from there, unless the application has given up meanwhile.</li>
      </ul>
      <DisableForm clientId={clientId} tenantId={tenantId} isFromTenant={isFromTenant} />
    </section>
  );
}
