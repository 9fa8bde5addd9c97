import { createHmac, randomBytes } from "node:crypto";

/** The purpose of the key that seals the secrets of webhooks. */
export const SEAL_PURPOSE = "webhook secret";
const PREFIX = "whsec_";

/** As Standard Webhooks writes it: 256 random bits in base64. */
export function generateWebhookSecret(): string {
  return `${PREFIX}${randomBytes(32).toString("base64")}`;
}

/** The headers by which a receiver knows who sent this, and when (Standard Webhooks). */
export function signatureHeaders(secret: string, { id, at, body }: { id: string; at: Date; body: string }): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}
