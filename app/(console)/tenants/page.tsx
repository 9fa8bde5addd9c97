import { Building2, Plus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { RelativeTime } from "#components/ui/relative-time";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import { EnvironmentTag } from "#components/ui/tag";
import { findTenants, type TenantView } from "#lib/tenants/find-tenants";
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
  { header: "Since", cell: (tenant) => <RelativeTime at={tenant.createdAt} isPlain /> },
];

export default async function TenantsPage({ searchParams }: PageProps<"/tenants">) {
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findTenants(actor, request));
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
        actions={add}
      />
      {page.rows.length === 0 ? (
        <EmptyState icon={<Building2 />} title="No tenants yet" action={add}>
          A tenant is one company. Add it with its first admin, who then makes its OAuth clients.
        </EmptyState>
      ) : (
        <Table caption="Tenants" columns={columns} rows={page.rows} rowKey={(tenant) => tenant.tenantId} />
      )}
      <Pager {...pageLinks("/tenants", page)} />
    </>
  );
}
