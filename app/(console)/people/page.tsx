import { Plus, SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { ClearSearch, SearchForm } from "#components/ui/search-form";
import { findPeople } from "#lib/members/find-people";
import { searchText } from "#lib/text";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { PeopleTable } from "./people-table.tsx";

export const metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const query = await searchParams;
  const search = searchText(query.search);
  const { actor, page } = await read(async (actor) => ({
    actor,
    page: await findPeople(actor, { tenantId: actor.kind === "user" ? actor.tenant.id : null, search }, pageRequest(query)),
  }));
  return (
    <>
      <PageHeader
        title={actor.kind === "user" ? "People" : "Staff"}
        meta={
          actor.kind === "user" ? `Who of ${actor.tenant.name} can sign in here.` : "Who runs Gatehouse. The people of a company are on the page of its tenant."
        }
        actions={
          <ButtonLink href="/people/invite" variant="primary">
            <Plus />
            Invite a person
          </ButtonLink>
        }
      />
      <SearchForm label="Name or e-mail address" search={search} />
      {page.rows.length > 0 ? (
        <PeopleTable people={page.rows} />
      ) : (
        <EmptyState icon={<SearchX />} title="Nobody found" action={<ClearSearch href="/people" />}>
          Nobody here has a name or an e-mail address that holds “{search}”.
        </EmptyState>
      )}
      <Pager {...pageLinks("/people", page, search ? { search } : {})} />
    </>
  );
}
