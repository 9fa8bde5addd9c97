import { Blocks, Plus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Pager } from "#components/ui/pager";
import { findEnabledClients } from "#lib/enablements/find-enabled";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { EnabledTable } from "../../../enablements/enabled-table.tsx";
import { readTenant } from "../read-tenant.ts";

export const metadata = { title: "Integrations" };

export default async function TenantIntegrationsPage({ params, searchParams }: PageProps<"/tenants/[tenantId]/integrations">) {
  const { tenant } = await readTenant((await params).tenantId);
  const { tenantId } = tenant;
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findEnabledClients(actor, { tenantId }, request));
  const path = `/tenants/${tenantId}/integrations`;
  const enable = (
    <ButtonLink href={`${path}/enable`} variant="primary">
      <Plus />
      Enable an integration
    </ButtonLink>
  );
  if (page.rows.length === 0) {
    return (
      <EmptyState icon={<Blocks />} title="No integrations yet" action={enable}>
        A partner's application works for {tenant.name} once it is enabled here. Until then the token service refuses it.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">Applications of partners that {tenant.name} can use.</p>
        {enable}
      </div>
      <EnabledTable names="integration" rows={page.rows} />
      <Pager {...pageLinks(path, page)} />
    </>
  );
}
