import { randomUUID } from "node:crypto";
import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { DomainError, notFound } from "#lib/errors";
import { createSeal } from "#lib/seal";
import type { SetWebhookInput } from "#lib/webhooks/schemas";
import { generateWebhookSecret, SEAL_PURPOSE } from "#lib/webhooks/signature";
import { webhookUrlBarrier } from "#lib/webhooks/webhook-url";

/** Whose webhook the actor manages: the company's, or for staff that of the platform, which is told of all. */
export function webhookOwner(actor: SignedInActor): { tenantId: string | null } {
  return { tenantId: actor.kind === "user" ? actor.tenant.id : null };
}

/**
 * Says where to send what happens, with a new secret to check the signature with: it is in the result, and nowhere else.
 * @throws DomainError `forbidden`; `invalid` for an address that nothing may be sent to.
 */
export async function setWebhook(actor: SignedInActor, { url }: SetWebhookInput): Promise<{ url: string; secret: string }> {
  authorize(actor, "webhook.manage");
  const isLocal = new URL(env().SETUP_APP_URL).hostname === "localhost";
  const barrier = webhookUrlBarrier(url, { isLocal });
  if (barrier) throw new DomainError("invalid", barrier, "url");
  const owner = webhookOwner(actor);
  const secret = generateWebhookSecret();
  return asScope(scopeOf(actor), async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`webhook of ${owner.tenantId}`}, 0))`;
    const before = await tx.webhook.findFirst({ where: owner });
    const id = before?.id ?? randomUUID();
    const data = { url, encryptedSecret: createSeal(env().ENCRYPTION_KEY, SEAL_PURPOSE).close(secret, id), createdAt: new Date() };
    if (before) await tx.webhook.updateMany({ where: { id }, data });
    else await tx.webhook.createMany({ data: [{ id, ...owner, ...data }] });
    const hosts = { ...(before && { before: { host: new URL(before.url).host } }), after: { host: new URL(url).host } };
    await recordEvent(tx, actor, { action: "webhook.set", subject: new URL(url).host, subjectId: id, ...owner, ...hosts });
    return { url, secret };
  });
}

/** Nothing is sent any more, and what was is forgotten. @throws DomainError `forbidden`, `not_found`. */
export async function removeWebhook(actor: SignedInActor): Promise<void> {
  authorize(actor, "webhook.manage");
  const owner = webhookOwner(actor);
  await asScope(scopeOf(actor), async (tx) => {
    const webhook = await tx.webhook.findFirst({ where: owner });
    const { count } = webhook ? await tx.webhook.deleteMany({ where: { id: webhook.id } }) : { count: 0 };
    if (!webhook || count === 0) throw notFound("This webhook");
    const host = new URL(webhook.url).host;
    await recordEvent(tx, actor, { action: "webhook.removed", subject: host, subjectId: webhook.id, ...owner, before: { host } });
  });
}
