import { Ban, ListChecks, ListPlus } from "lucide-react";
import { ButtonLink } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Pager } from "#components/ui/pager";
import { RelativeTime } from "#components/ui/relative-time";
import { type Column, RowLink, SecondLine, Table } from "#components/ui/table";
import { type BulkJobView, findBulkJobs } from "#lib/bulk-jobs/find-bulk-jobs";
import { pageLinks, pageRequest } from "../../../../_server/paging.ts";
import { read } from "../../../../_server/read.ts";
import { readPartnerClient } from "../tenants/read-partner-client.ts";
import { itemWord, JobStatus, jobTitle } from "./job-words.tsx";

export const metadata = { title: "Bulk jobs" };

const columns: Column<BulkJobView>[] = [
  {
    header: "Job",
    kind: "primary",
    cell: (job) => (
      <>
        <RowLink href={`/clients/${job.clientId}/bulk/${job.jobId}`}>{jobTitle(job)}</RowLink>
        <SecondLine>
          by {job.createdBy}, <RelativeTime at={job.createdAt} isPlain />
        </SecondLine>
      </>
    ),
  },
  { header: "Outcome", cell: (job) => <span className="text-muted">{outcome(job)}</span> },
  { header: "State", cell: (job) => <JobStatus job={job} /> },
];

function outcome({ counts, verb }: BulkJobView): string {
  const told = (["done", "unchanged", "failed", "cancelled", "waiting"] as const).filter((state) => counts[state] > 0);
  return told.map((state) => `${counts[state]} ${itemWord(state, verb).toLowerCase()}`).join(", ");
}

export default async function BulkJobsPage({ params, searchParams }: PageProps<"/clients/[clientId]/bulk">) {
  const { clientId, deletedAt } = await readPartnerClient((await params).clientId);
  const page = await read(async (actor) => findBulkJobs(actor, { clientId }, pageRequest(await searchParams)));
  const path = `/clients/${clientId}/bulk`;
  const actions = (
    <>
      {!deletedAt && (
        <ButtonLink href={`${path}/new?verb=enable`} variant="primary">
          <ListPlus />
          Enable for many companies…
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/new?verb=disable`}>
        <Ban />
        Disable for many…
      </ButtonLink>
    </>
  );
  if (page.rows.length === 0) {
    return (
      <EmptyState icon={<ListChecks />} title="No bulk jobs yet" action={actions}>
        Paste a list of companies, or take all that match a search. You see what would happen before it does, and every company gets a result.
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">One job of a client is at work at a time; the others wait for their turn.</p>
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
      <Table caption="Bulk jobs" columns={columns} rows={page.rows} rowKey={(job) => job.jobId} />
      <Pager {...pageLinks(path, page)} />
    </>
  );
}
