import type { PoolClient } from "pg";
import { z } from "zod";
import { env } from "#lib/env";
import type { Logger } from "#lib/log";
import { createSeal } from "#lib/seal";
import { uuid } from "#lib/text";
import { SEAL_PURPOSE, signatureHeaders } from "#lib/webhooks/signature";
import { postWebhook } from "./post-webhook.ts";

/** After this, other webhooks get their turn, and the rest is asked for anew. */
const TURN_MS = 5_000;

const job = z.object({ webhookId: uuid });
type Delivery = { id: string; event: string; payload: object; created_at: Date; webhook_id: string; url: string; encrypted_secret: Buffer };
type Outcome = { status: number | null; problem: string | null };

type Helpers = {
  withPgClient: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;
  /** `preserve_run_at`: an earlier wish stays as it is. */
  askAgain: (webhookId: string, at: Date, mode: "replace" | "preserve_run_at") => Promise<void>;
  log: Logger;
  signal?: AbortSignal | undefined;
};

/**
 * Tells a webhook what happened, one message after the other, signed as Standard Webhooks says, and writes down how it went. Of several
 * workers one is at it. A message arrives at least once: by `webhook-id` a receiver knows what it has seen.
 */
export async function deliverWebhooks(payload: unknown, { withPgClient, askAgain, log, signal }: Helpers): Promise<void> {
  const { webhookId } = job.parse(payload);
  if (!(await withPgClient((client) => begin(client, webhookId)))) {
    const until = await withPgClient((client) => busyUntil(client, webhookId));
    return until ? askAgain(webhookId, until, "preserve_run_at") : undefined;
  }
  const ends = Date.now() + TURN_MS;
  while (Date.now() < ends && !signal?.aborted) {
    const delivery = await withPgClient((client) => next(client, webhookId));
    if (!delivery) break;
    const outcome = await send(delivery);
    if (outcome.problem) log.info({ delivery: delivery.id, webhook: webhookId, problem: outcome.problem }, "a message to a webhook did not arrive");
    await withPgClient((client) => write(client, delivery.id, outcome));
  }
  // After the turn is given back: who came meanwhile found it taken, and relied on this look.
  await withPgClient((client) => end(client, webhookId));
  const at = await withPgClient((client) => nextAttempt(client, webhookId));
  if (at) await askAgain(webhookId, at, "replace");
}

/** Asks for what a worker that was killed left behind. */
export async function resumeWebhooks({ withPgClient, askAgain }: Pick<Helpers, "withPgClient" | "askAgain">): Promise<void> {
  const { rows } = await withPgClient((client) =>
    client.query<{ id: string }>("select distinct webhook_id as id from webhook_delivery where next_attempt_at <= now()"),
  );
  for (const { id } of rows) await askAgain(id, new Date(), "replace");
}

// Longer than a message may take: whoever was killed on the way keeps the turn no longer.
const BUSY = "now() + interval '30 seconds'";

async function begin(client: PoolClient, webhookId: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `update webhook set busy_until = ${BUSY} where id = $1 and disabled_at is null and (busy_until is null or busy_until < now())`,
    [webhookId],
  );
  return rowCount === 1;
}

async function busyUntil(client: PoolClient, webhookId: string): Promise<Date | undefined> {
  const { rows } = await client.query<{ at: Date }>("select busy_until as at from webhook where id = $1 and disabled_at is null and busy_until > now()", [
    webhookId,
  ]);
  return rows[0]?.at;
}

async function next(client: PoolClient, webhookId: string): Promise<Delivery | undefined> {
  const { rows } = await client.query<Delivery>(
    `with still_busy as (update webhook set busy_until = ${BUSY} where id = $1)
     select delivery.id, event, payload, delivery.created_at, webhook_id, url, encrypted_secret
     from webhook_delivery delivery join webhook on webhook.id = webhook_id and disabled_at is null
     where webhook_id = $1 and next_attempt_at <= now() order by next_attempt_at, delivery.id limit 1`,
    [webhookId],
  );
  return rows[0];
}

async function send(delivery: Delivery): Promise<Outcome> {
  const { ENCRYPTION_KEY, SETUP_APP_URL } = env();
  const secret = createSeal(ENCRYPTION_KEY, SEAL_PURPOSE).open(delivery.encrypted_secret, delivery.webhook_id);
  if (secret === null) return { status: null, problem: "Its secret was sealed with another key. Set the webhook anew." };
  const body = JSON.stringify({ type: delivery.event, timestamp: delivery.created_at.toISOString(), data: delivery.payload });
  const headers = signatureHeaders(secret, { id: delivery.id, at: new Date(), body });
  try {
    const status = await postWebhook({ url: delivery.url, headers, body }, { isLocal: new URL(SETUP_APP_URL).hostname === "localhost" });
    return { status, problem: status >= 200 && status < 300 ? null : `It answered ${status}.` };
  } catch (error) {
    return { status: null, problem: error instanceof Error ? error.message : "It could not be sent." };
  }
}

/** What did not arrive is tried again, twelve times in all, each time after a longer while: from seconds to six hours. */
async function write(client: PoolClient, deliveryId: string, { status, problem }: Outcome): Promise<void> {
  await client.query(
    `update webhook_delivery set attempts = attempts + 1, last_status = $2, last_error = $3, tries_left = tries_left - 1,
       delivered_at = case when $3::text is null then now() else delivered_at end,
       next_attempt_at = case when $3::text is null or tries_left <= 1 then null else now() + exp(least(10, 13 - tries_left)) * interval '1 second' end
     where id = $1`,
    [deliveryId, status, problem],
  );
}

async function end(client: PoolClient, webhookId: string): Promise<void> {
  await client.query("update webhook set busy_until = null where id = $1", [webhookId]);
}

async function nextAttempt(client: PoolClient, webhookId: string): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>("select min(next_attempt_at) as at from webhook_delivery where webhook_id = $1", [webhookId]);
  return rows[0]?.at ?? null;
}
