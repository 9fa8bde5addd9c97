import { Ban, Download, RotateCcw } from "lucide-react";
import { RefreshEvery } from "#components/refresh-every";
import { buttonLook } from "#components/ui/button";
import { FilterLinks } from "#components/ui/filter-links";
import { Notice } from "#components/ui/notice";
import { Pager } from "#components/ui/pager";
import { PartsBar } from "#components/ui/parts-bar";
import { RelativeTime } from "#components/ui/relative-time";
import { SubmitButton } from "#components/ui/submit-button";
import { type Column, SecondLine, Table } from "#components/ui/table";
import { type BulkJobItemView, findBulkJobItems } from "#lib/bulk-jobs/find-bulk-job-items";
import type { BulkJobView } from "#lib/bulk-jobs/find-bulk-jobs";
import { pageLinks, pageRequest } from "../../../../../_server/paging.ts";
import { read } from "../../../../../_server/read.ts";
import { cancelBulkJobAction, retryBulkJobAction } from "../actions.ts";
import { ItemStatus, itemStates, itemWord, JobStatus, jobTitle, partsOf } from "../job-words.tsx";
import { UnmatchedLines } from "../unmatched-lines.tsx";
import { readBulkJob } from "./read-bulk-job.ts";

export const metadata = { title: "Bulk job" };

export default async function BulkJobPage({ params, searchParams }: PageProps<"/clients/[clientId]/bulk/[jobId]">) {
  const job = await readBulkJob(await params);
  const { clientId, jobId, counts } = job;
  const query = await searchParams;
  const state = itemStates.find((each) => each === query.state);
  const page = await read((actor) => findBulkJobItems(actor, { jobId, ...(state && { state }) }, pageRequest(query)));
  const path = `/clients/${clientId}/bulk/${jobId}`;
  const isAtWork = job.state === "running" || job.state === "queued";
  const filters = itemStates.filter((each) => counts[each] > 0 || each === state || each === "failed");
  return (
    <>
      {isAtWork && <RefreshEvery seconds={2} />}
      <section aria-labelledby="job-title" className="flex flex-col gap-4 rounded-card border bg-surface p-5">
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div>
            <h2 id="job-title" className="text-lg font-semibold">
              {jobTitle(job)}
            </h2>
            <p className="flex flex-wrap gap-x-3 text-sm text-muted">
              <JobStatus job={job} />
              <span>
                by {job.createdBy}, <RelativeTime at={job.createdAt} />
              </span>
            </p>
          </div>
          <Actions job={job} isAtWork={isAtWork} />
        </div>
        <PartsBar label={`${jobTitle(job)}: how far it is`} parts={partsOf(job)} />
        {job.state === "stopped" && (
          <Notice>
            This job acted for somebody who may not do this any more, so it was stopped. What it had done stays; the rest is as it was. Retry the failed, and it
            goes on in your name.
          </Notice>
        )}
        <p className="text-sm text-muted">
          {isAtWork ? "This page keeps itself up to date. Closing it changes nothing." : "Every company has its result below."}
        </p>
      </section>
      <UnmatchedLines lines={job.unmatched.map((text) => ({ text, hits: 0 }))} />
      <FilterLinks
        label="Which results"
        links={[
          { href: path, label: `All ${job.total.toLocaleString("en")}`, isCurrent: state === undefined },
          ...filters.map((each) => ({
            href: `${path}?state=${each}`,
            label: `${itemWord(each, job.verb)} ${counts[each].toLocaleString("en")}`,
            isCurrent: state === each,
          })),
        ]}
      />
      {page.rows.length > 0 ? (
        <Table caption="Results" columns={columnsFor(job)} rows={page.rows} rowKey={(item) => item.tenantId} />
      ) : (
        <p className="text-muted">No company has this result.</p>
      )}
      <Pager {...pageLinks(path, page, state ? { state } : {})} />
    </>
  );
}

function Actions({ job: { clientId, jobId, counts }, isAtWork }: { job: BulkJobView; isAtWork: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      {isAtWork ? (
        <form action={cancelBulkJobAction}>
          <input type="hidden" name="jobId" value={jobId} />
          <SubmitButton variant="secondary">
            <Ban />
            Cancel what waits
          </SubmitButton>
        </form>
      ) : (
        counts.failed > 0 && (
          <form action={retryBulkJobAction}>
            <input type="hidden" name="jobId" value={jobId} />
            <SubmitButton>
              <RotateCcw />
              Retry the failed
            </SubmitButton>
          </form>
        )
      )}
      <a href={`/clients/${clientId}/bulk/${jobId}/csv`} download {...buttonLook()}>
        <Download />
        CSV
      </a>
    </div>
  );
}

function columnsFor({ verb }: BulkJobView): Column<BulkJobItemView>[] {
  return [
    {
      header: "Company",
      kind: "primary",
      cell: ({ name, slug }) => (
        <>
          <span className="wrap-anywhere font-medium">{name}</span>
          <SecondLine>
            <code className="font-mono">{slug}</code>
          </SecondLine>
        </>
      ),
    },
    {
      header: "Result",
      cell: ({ state, message }) => (
        <>
          <ItemStatus state={state} verb={verb} />
          {message && <SecondLine>{message}</SecondLine>}
        </>
      ),
    },
    { header: "When", cell: ({ doneAt }) => <span className="whitespace-nowrap text-muted">{doneAt ? <RelativeTime at={doneAt} isPlain /> : "not yet"}</span> },
  ];
}
