"use server";
import { redirect } from "next/navigation";
import { cancelBulkJob } from "#lib/bulk-jobs/cancel-bulk-job";
import { planBulkJob } from "#lib/bulk-jobs/plan-bulk-job";
import { retryBulkJob } from "#lib/bulk-jobs/retry-bulk-job";
import { bulkJobInput, planBulkJobInput, startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { action, press } from "../../../../_server/action.ts";

export const planBulkJobAction = action(planBulkJobInput, async (actor, input) => ({ plan: await planBulkJob(actor, input), input }));

export const startBulkJobAction = action(startBulkJobInput, startBulkJob, ({ clientId, jobId }) => redirect(`/clients/${clientId}/bulk/${jobId}`));

export const cancelBulkJobAction = press(bulkJobInput, cancelBulkJob, ({ cancelled }) => ({
  text:
    cancelled === 0 ? "There was nothing left to cancel." : `Cancelled: ${cancelled} ${cancelled === 1 ? "company is" : "companies are"} left as they were.`,
}));

export const retryBulkJobAction = press(bulkJobInput, retryBulkJob, ({ retried }) => ({
  text: retried === 0 ? "There was nothing that had failed." : `${retried} ${retried === 1 ? "company is" : "companies are"} tried again.`,
}));
