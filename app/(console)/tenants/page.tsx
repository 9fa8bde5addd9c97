import { Building2, Plus, SearchX } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { FilterLinks } from "#components/ui/filter-links";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { RelativeTime } from "#components/ui/relative-time";
import { ClearSearch, SearchForm } from "#components/ui/search-form";
import { Status } from "#components/ui/status";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import { EnvironmentTag } from "#components/ui/tag";
import { findTenants, type TenantView } from "#lib/tenants/find-tenants";
import { searchText } from "#lib/text";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";

export const metadata = { title: "Tenants" };

const columns: Column<TenantView>[] = [
  {
    header: "Tenant",
    kind: "primary",
    cell: (tenant) => (
      <>
        <RowLink href={`/tenants/${tenant.tenantId}`}>{tenant.name}</RowLink>
        <SecondLine>
          <code className="font-mono">{tenant.slug}</code>
        </SecondLine>
      </>
    ),
  },
  { header: "Environment", cell: (tenant) => <EnvironmentTag environment={tenant.environment} /> },
  { header: "State", cell: (tenant) => <Status state={tenant.disabledAt ? "disabled" : "active"} /> },
  { header: "Added", cell: (tenant) => <RelativeTime at={tenant.createdAt} isPlain /> },
];

export default async function TenantsPage({ searchParams }: PageProps<"/tenants">) {
  const query = await searchParams;
  const search = searchText(query.search);
  const environment = query.environment === "sandbox" || query.environment === "production" ? query.environment : undefined;
  const kept = { ...(search && { search }), ...(environment && { environment }) };
  const page = await read((actor) => findTenants(actor, { search, ...(environment && { environment }) }, pageRequest(query)));
  const isFiltered = search !== "" || environment !== undefined;
  const add = (
    <ButtonLink href="/tenants/new" variant="primary">
      <Plus />
      Add tenant
    </ButtonLink>
  );
  return (
    <>
      <PageHeader
        title="Tenants"
        meta="The companies that use the API. Each has its own people, teams and clients, and a sandbox is a tenant of its own."
        actions={(page.rows.length > 0 || isFiltered) && add}
      />
      {(page.rows.length > 0 || isFiltered) && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <SearchForm label="Company or slug" search={search} kept={environment ? { environment } : {}} />
          <FilterLinks label="Environment" links={environmentLinks(environment, search)} />
        </div>
      )}
      {page.rows.length === 0 && isFiltered ? (
        <EmptyState icon={<SearchX />} title="No tenant found" action={<ClearSearch href="/tenants" />}>
          {search ? `No ${environment ?? ""} tenant's name or slug holds “${search}”.`.replace("  ", " ") : `There is no ${environment} tenant.`}
        </EmptyState>
      ) : page.rows.length === 0 ? (
        <EmptyState icon={<Building2 />} title="No tenants yet" action={add}>
          A tenant is one company. Add it with its first admin, who then makes its OAuth clients.
        </EmptyState>
      ) : (
        <Table caption="Tenants" columns={columns} rows={page.rows} rowKey={(tenant) => tenant.tenantId} />
      )}
      <Pager {...pageLinks("/tenants", page, kept)} />
    </>
  );
}

const environments = [
  { label: "All", environment: undefined },
  { label: "Production", environment: "production" },
  { label: "Sandbox", environment: "sandbox" },
] as const;

function environmentLinks(chosen: string | undefined, search: string) {
  return environments.map(({ label, environment }) => ({
    label,
    href: `/tenants?${new URLSearchParams({ ...(search && { search }), ...(environment && { environment }) })}`,
    isCurrent: environment === chosen,
  }));
}
