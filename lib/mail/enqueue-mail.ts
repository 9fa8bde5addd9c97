import type { Tx } from "#lib/db/as-scope";
import { env } from "#lib/env";
import type { OneTimeLinkPurpose } from "#prisma/generated/client";

export type MailJob = { personId: string; purpose: OneTimeLinkPurpose };

/** Asks the worker to make a link and mail it. The link is made there, so that no queue holds one. Without SMTP it does nothing. */
export async function enqueueMail(tx: Tx, job: MailJob): Promise<void> {
  if (!env().SMTP_URL) return;
  await tx.$executeRaw`select enqueue_job('send-link', ${JSON.stringify(job)}::json)`;
}
