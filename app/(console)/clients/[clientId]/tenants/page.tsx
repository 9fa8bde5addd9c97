import { Building2, Plus, SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Pager } from "#components/ui/pager";
import { ClearSearch, SearchForm } from "#components/ui/search-form";
import { findEnabledTenants } from "#lib/enablements/find-enabled";
import { searchText } from "#lib/text";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { EnabledTable } from "../../../enablements/enabled-table.tsx";
import { readPartnerClient } from "./read-partner-client.ts";

export const metadata = { title: "Tenants" };

export default async function ClientTenantsPage({ params, searchParams }: PageProps<"/clients/[clientId]/tenants">) {
  const { clientId, deletedAt, environment } = await readPartnerClient((await params).clientId);
  const query = await searchParams;
  const search = searchText(query.search);
  const page = await read((actor) => findEnabledTenants(actor, { clientId, search }, pageRequest(query)));
  const path = `/clients/${clientId}/tenants`;
  const enable = !deletedAt && (
    <ButtonLink href={`${path}/enable`} variant="primary">
      <Plus />
      Enable for a company
    </ButtonLink>
  );
  const isEmpty = page.rows.length === 0;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">The {environment} companies that can use this client. Enabling it for one enables it for no other.</p>
        {!(isEmpty && search === "") && enable}
      </div>
      {!(isEmpty && search === "") && <SearchForm label="Company or slug" search={search} />}
      {!isEmpty ? (
        <EnabledTable names="company" rows={page.rows} />
      ) : search ? (
        <EmptyState icon={<SearchX />} title="No company here is called so" action={<ClearSearch href={path} />}>
          The client is not enabled for any company whose name or slug holds “{search}”.
        </EmptyState>
      ) : (
        <EmptyState icon={<Building2 />} title="Not enabled for any company yet" action={enable}>
          Until then nobody can sign in through it: the token service refuses it everywhere.
        </EmptyState>
      )}
      <Pager {...pageLinks(path, page, search ? { search } : {})} />
    </>
  );
}
