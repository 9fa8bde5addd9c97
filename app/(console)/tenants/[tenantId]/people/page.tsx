import { Plus, SearchX, Users } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Pager } from "#components/ui/pager";
import { ClearSearch, SearchForm } from "#components/ui/search-form";
import { findPeople } from "#lib/members/find-people";
import { searchText } from "#lib/text";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { PeopleTable } from "../../../people/people-table.tsx";
import { readTenant } from "../read-tenant.ts";

export const metadata = { title: "People" };

export default async function TenantPeoplePage({ params, searchParams }: PageProps<"/tenants/[tenantId]/people">) {
  const { tenant } = await readTenant((await params).tenantId);
  const { tenantId } = tenant;
  const path = `/tenants/${tenantId}/people`;
  const query = await searchParams;
  const search = searchText(query.search);
  const page = await read((actor) => findPeople(actor, { tenantId, search }, pageRequest(query)));
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SearchForm label="Name or e-mail address" search={search} />
        <ButtonLink href={`/people/invite?tenant=${tenantId}`}>
          <Plus />
          Invite a person
        </ButtonLink>
      </div>
      {page.rows.length > 0 ? (
        <PeopleTable people={page.rows} />
      ) : search ? (
        <EmptyState icon={<SearchX />} title="Nobody found" action={<ClearSearch href={path} />}>
          Nobody of {tenant.name} has a name or an e-mail address that holds “{search}”.
        </EmptyState>
      ) : (
        <EmptyState icon={<Users />} title="Nobody yet">
          Invite the company's first admin, who then invites everybody else.
        </EmptyState>
      )}
      <Pager {...pageLinks(path, page, search ? { search } : {})} />
    </>
  );
}
