import Link from "next/link";
import { EventList } from "#components/event-list";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { findEvents } from "#lib/audit/find-events";
import { isUuid } from "#lib/text";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";

export const metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const query = await searchParams;
  const request = pageRequest(query);
  // Of a company that is gone, too.
  const tenant = typeof query.tenant === "string" && isUuid(query.tenant) ? query.tenant : null;
  const page = await read((actor) => findEvents(actor, tenant === null ? {} : { tenantId: tenant }, request));
  return (
    <>
      <PageHeader title="Audit log" meta="Who changed what, when, and what it was before. Nothing here can be edited, and no secret gets in." />
      {tenant !== null && (
        <p className="text-muted">
          Of one company alone.{" "}
          <Link href="/audit" className="prose-link">
            Show all
          </Link>
        </p>
      )}
      <EventList events={page.rows} namesClients />
      <Pager {...pageLinks("/audit", page, tenant === null ? {} : { tenant })} />
    </>
  );
}
