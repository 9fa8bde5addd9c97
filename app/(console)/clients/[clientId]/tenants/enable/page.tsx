import { ButtonLink } from "#components/ui/button";
import { SearchForm } from "#components/ui/search-form";
import { findTenantsToEnable } from "#lib/enablements/find-candidates";
import { searchText } from "#lib/text";
import { read } from "../../../../../_server/read.ts";
import { CandidateList } from "../../../../enablements/candidate-list.tsx";
import { readPartnerClient } from "../read-partner-client.ts";

export const metadata = { title: "Enable for a company" };

export default async function EnableTenantPage({ params, searchParams }: PageProps<"/clients/[clientId]/tenants/enable">) {
  const { clientId, name, environment } = await readPartnerClient((await params).clientId);
  const search = searchText((await searchParams).search);
  const candidates = await read((actor) => findTenantsToEnable(actor, { clientId, search }));
  return (
    <>
      <div>
        <h2 className="text-lg font-semibold">Enable {name} for a company</h2>
        <p className="max-w-prose text-muted">It holds at the next request, and the company's admins are told. Other companies are not touched.</p>
      </div>
      <SearchForm label="Company or slug" search={search} />
      <CandidateList caption="Companies" header="Company" candidates={candidates} pairWith={(tenantId) => ({ clientId, tenantId })}>
        {search ? `No company's name or slug holds “${search}”.` : `There is no ${environment} company left that it is not enabled for.`}
      </CandidateList>
      <p>
        <ButtonLink href={`/clients/${clientId}/tenants`}>Done</ButtonLink>
      </p>
    </>
  );
}
