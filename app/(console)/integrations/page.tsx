import { Blocks, SearchX } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { ClearSearch, SearchForm } from "#components/ui/search-form";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import { findIntegrations, type IntegrationView } from "#lib/integrations/find-integrations";
import { searchText } from "#lib/text";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { IntegrationState } from "./integration-state.tsx";

export const metadata = { title: "Integrations" };

export default async function IntegrationsPage({ searchParams }: PageProps<"/integrations">) {
  const query = await searchParams;
  const search = searchText(query.search);
  const { actor, page } = await read(async (actor) => ({ actor, page: await findIntegrations(actor, { search }, pageRequest(query)) }));
  const company = actor.kind === "user" ? actor.tenant.name : "";
  const isEmpty = page.rows.length === 0;
  return (
    <>
      <PageHeader title="Integrations" meta={`Applications of partners. Each works at ${company} once it is enabled: ask for what you need.`} />
      {(!isEmpty || search) && <SearchForm label="Integration or maker" search={search} />}
      {!isEmpty ? (
        <Table caption="Integrations" columns={columns(new Date())} rows={page.rows} rowKey={({ clientId }) => clientId} />
      ) : search ? (
        <EmptyState icon={<SearchX />} title="No integration found" action={<ClearSearch href="/integrations" />}>
          No integration's name or maker holds “{search}”.
        </EmptyState>
      ) : (
        <EmptyState icon={<Blocks />} title="No integrations yet">
          When a partner's application is ready for companies like yours, it stands here.
        </EmptyState>
      )}
      <Pager {...pageLinks("/integrations", page, search ? { search } : {})} />
    </>
  );
}

function columns(now: Date): Column<IntegrationView>[] {
  return [
    {
      header: "Integration",
      kind: "primary",
      cell: ({ clientId, name, maker }) => (
        <>
          <RowLink href={`/integrations/${clientId}`}>{name}</RowLink>
          <SecondLine>{maker ? `by ${maker}` : "No maker named"}</SecondLine>
        </>
      ),
    },
    { header: "What it may do", cell: ({ scopes }) => <span className="text-muted">{told(scopes.map(({ title }) => title))}</span> },
    { header: "State", cell: (integration) => <IntegrationState integration={integration} now={now} /> },
  ];
}

function told(titles: string[]): string {
  if (titles.length === 0) return "Know who signs in";
  return titles.length > 3 ? `${titles.slice(0, 3).join(", ")} and ${titles.length - 3} more` : titles.join(", ");
}
