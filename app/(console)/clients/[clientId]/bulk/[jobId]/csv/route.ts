import { findBulkOutcome } from "#lib/bulk-jobs/find-bulk-job-items";
import { csvAnswer } from "../../../../../../_server/csv-answer.ts";
import { read } from "../../../../../../_server/read.ts";
import { itemWord } from "../../job-words.tsx";
import { readBulkJob } from "../read-bulk-job.ts";

/** What came of each company, and the lines of the list that named none. */
export async function GET(_request: Request, { params }: RouteContext<"/clients/[clientId]/bulk/[jobId]/csv">) {
  const job = await readBulkJob(await params);
  const items = await read((actor) => findBulkOutcome(actor, job));
  return csvAnswer(`bulk-job-${job.jobId}`, [
    ["company", "slug", "id", "result", "reason", "at"],
    ...items.map(({ name, slug, tenantId, state, message, doneAt }) => [
      name,
      slug,
      tenantId,
      itemWord(state, job.verb),
      message ?? "",
      doneAt?.toISOString() ?? "",
    ]),
    ...job.unmatched.map((line) => [line, "", "", "Not found", "This line names no company, or more than one.", ""]),
  ]);
}
