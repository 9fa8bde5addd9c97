import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/access/actor";
import { startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { type BulkJobRef, startBulkJob } from "#lib/bulk-jobs/start-bulk-job";

/** A job that enables a client for these companies, by their slugs or IDs. */
export async function aBulkJob(staff: Actor, { clientId }: { clientId: string }, tenants: string[]): Promise<BulkJobRef> {
  return startBulkJob(staff, startBulkJobInput.parse({ clientId, verb: "enable", tenants: tenants.join("\n"), idempotencyKey: randomUUID() }));
}
