import { Plus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { findPeople } from "#lib/members/find-people";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { PeopleTable } from "./people-table.tsx";

export const metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const request = pageRequest(await searchParams);
  const { actor, page } = await read(async (actor) => ({
    actor,
    page: await findPeople(actor, { tenantId: actor.kind === "user" ? actor.tenant.id : null }, request),
  }));
  return (
    <>
      <PageHeader
        title={actor.kind === "user" ? "People" : "Staff"}
        meta={actor.kind === "user" ? `Who of ${actor.tenant.name} can sign in here.` : "Who runs Gatehouse. People of a company are on its tenant's page."}
        actions={
          <ButtonLink href="/people/invite" variant="primary">
            <Plus />
            Invite a person
          </ButtonLink>
        }
      />
      <PeopleTable people={page.rows} />
      <Pager {...pageLinks("/people", page)} />
    </>
  );
}
