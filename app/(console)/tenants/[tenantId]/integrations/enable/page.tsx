import { ButtonLink } from "#components/ui/button";
import { SearchForm } from "#components/ui/search-form";
import { findClientsToEnable } from "#lib/enablements/find-candidates";
import { searchText } from "#lib/text";
import { read } from "../../../../../_server/read.ts";
import { CandidateList } from "../../../../enablements/candidate-list.tsx";
import { readTenant } from "../../read-tenant.ts";

export const metadata = { title: "Enable an integration" };

export default async function EnableIntegrationPage({ params, searchParams }: PageProps<"/tenants/[tenantId]/integrations/enable">) {
  const { tenant } = await readTenant((await params).tenantId);
  const { tenantId, environment } = tenant;
  const search = searchText((await searchParams).search);
  const candidates = await read((actor) => findClientsToEnable(actor, { tenantId, search }));
  return (
    <>
      <div>
        <h2 className="text-lg font-semibold">Enable an integration for {tenant.name}</h2>
        <p className="max-w-prose text-muted">It holds at the next request, and the company's admins are told. Other companies are not touched.</p>
      </div>
      <SearchForm label="Integration, maker or client ID" search={search} />
      <CandidateList caption="Integrations" header="Integration" candidates={candidates} pairWith={(clientId) => ({ clientId, tenantId })}>
        {search ? `No partner client's name or maker holds “${search}”.` : `There is no ${environment} partner client left that is not enabled here.`}
      </CandidateList>
      <p>
        <ButtonLink href={`/tenants/${tenantId}/integrations`}>Done</ButtonLink>
      </p>
    </>
  );
}
