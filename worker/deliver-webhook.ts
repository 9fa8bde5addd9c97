import type { PoolClient } from "pg";
import { z } from "zod";
import { env } from "#lib/env";
import { createSeal } from "#lib/seal";
import { uuid } from "#lib/text";
import { SEAL_PURPOSE, signatureHeaders } from "#lib/webhooks/signature";
import { postWebhook } from "./post-webhook.ts";

const job = z.object({ deliveryId: uuid });
type Delivery = { id: string; event: string; payload: object; created_at: Date; webhook_id: string; url: string; encrypted_secret: Buffer };
type WithClient = <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;

/**
 * Tells a webhook what happened, signed as Standard Webhooks says, and writes down how it went. It arrives at least once: by `webhook-id`
 * a receiver knows what it has seen. @throws Error when it did not arrive: the queue tries again later and later.
 */
export async function deliverWebhook(payload: unknown, withClient: WithClient): Promise<void> {
  const { deliveryId } = job.parse(payload);
  const delivery = await withClient((client) => find(client, deliveryId));
  if (!delivery) return;
  const { status, problem } = await send(delivery);
  await withClient((client) => write(client, deliveryId, status, problem));
  if (problem) throw new Error(`the webhook was not delivered: ${problem}`);
}

async function find(client: PoolClient, deliveryId: string): Promise<Delivery | undefined> {
  const { rows } = await client.query<Delivery>(
    `select delivery.id, event, payload, delivery.created_at, webhook_id, url, encrypted_secret
     from webhook_delivery delivery join webhook on webhook.id = webhook_id and disabled_at is null where delivery.id = $1`,
    [deliveryId],
  );
  return rows[0];
}

async function send(delivery: Delivery): Promise<{ status: number | null; problem: string | null }> {
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

async function write(client: PoolClient, deliveryId: string, status: number | null, problem: string | null): Promise<void> {
  await client.query(
    `update webhook_delivery set attempts = attempts + 1, last_status = $2, last_error = $3, delivered_at = case when $3::text is null then now() else delivered_at end
     where id = $1`,
    [deliveryId, status, problem],
  );
}
