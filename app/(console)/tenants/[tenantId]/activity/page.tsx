import { EventList } from "#components/event-list";
import { Pager } from "#components/ui/pager";
import { findEvents } from "#lib/audit/find-events";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { readTenant } from "../read-tenant.ts";

export const metadata = { title: "Activity" };

export default async function TenantActivityPage({ params, searchParams }: PageProps<"/tenants/[tenantId]/activity">) {
  const { tenant } = await readTenant((await params).tenantId);
  const { tenantId } = tenant;
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findEvents(actor, { tenantId }, request));
  return (
    <>
      <EventList events={page.rows} namesClients />
      <Pager {...pageLinks(`/tenants/${tenantId}/activity`, page)} />
    </>
  );
}
