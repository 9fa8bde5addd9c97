import "server-only";
import { getBulkJob } from "#lib/bulk-jobs/find-bulk-jobs";
import { read } from "../../../../../_server/read.ts";
import { readPartnerClient } from "../../tenants/read-partner-client.ts";

/** A job of the client that the address names, for staff. */
export async function readBulkJob({ clientId, jobId }: { clientId: string; jobId: string }) {
  await readPartnerClient(clientId);
  return read((actor) => getBulkJob(actor, { clientId, jobId }));
}
