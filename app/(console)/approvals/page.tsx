import { Inbox } from "lucide-react";
import { EmptyState } from "#components/ui/empty-state";
import { PageHeader } from "#components/ui/page-header";
import { Pager } from "#components/ui/pager";
import { notFound } from "#lib/errors";
import { findInstallationRequests } from "#lib/installations/find-installation-requests";
import { findInstallations } from "#lib/installations/find-installations";
import { pageLinks, pageRequest } from "../../_server/paging.ts";
import { read } from "../../_server/read.ts";
import { InstallationTable } from "./installation-table.tsx";
import { RequestTable } from "./request-table.tsx";

export const metadata = { title: "Approvals" };

export default async function ApprovalsPage({ searchParams }: PageProps<"/approvals">) {
  const query = await searchParams;
  const { page, installations } = await read(async (actor) => {
    const page = await findInstallationRequests(actor, {}, pageRequest(query));
    if (actor.kind !== "user") throw notFound("This page");
    return { page, installations: await findInstallations(actor, pageRequest(query, "decided_")) };
  });
  return (
    <>
      <PageHeader title="Approvals" meta="Apps that act for the whole company, as a service account of their own. An admin decides which get in." />
      {page.rows.length === 0 ? (
        <EmptyState icon={<Inbox />} title="Nobody is waiting">
          When somebody meets an app that only an admin can let in, they can ask you. What they ask for stands here.
        </EmptyState>
      ) : (
        <section aria-labelledby="waiting" className="flex flex-col gap-3">
          <h2 id="waiting" className="text-lg font-semibold">
            Waiting for an answer
          </h2>
          <RequestTable requests={page.rows} />
        </section>
      )}
      <Pager {...pageLinks("/approvals", page)} />
      {installations.rows.length > 0 && (
        <section aria-labelledby="decided" className="flex flex-col gap-3">
          <h2 id="decided" className="text-lg font-semibold">
            What was decided
          </h2>
          <InstallationTable installations={installations.rows} />
          <Pager label="Pages of decisions" {...pageLinks("/approvals", installations, {}, "decided_")} />
        </section>
      )}
    </>
  );
}
