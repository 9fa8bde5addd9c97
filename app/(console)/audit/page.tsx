import { EventList } from "#components/event-list";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { findEvents } from "#lib/audit/find-events";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";

export const metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const request = pageRequest(await searchParams);
  const page = await read((actor) => findEvents(actor, {}, request));
  return (
    <>
      <PageHeader title="Audit log" meta="Who changed what, when, and what it was before. Nothing here can be edited, and no secret gets in." />
      <EventList events={page.rows} namesClients />
      <Pager {...pageLinks("/audit", page)} />
    </>
  );
}
