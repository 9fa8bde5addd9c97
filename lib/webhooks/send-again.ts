import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import type { DeliveryInput } from "#lib/webhooks/schemas";
import { webhookOwner } from "#lib/webhooks/set-webhook";

/** Sends what was sent before once more, with the same `webhook-id`. @throws DomainError `forbidden`, `not_found`. */
export async function sendAgain(actor: SignedInActor, { deliveryId }: DeliveryInput): Promise<{ event: string }> {
  authorize(actor, "webhook.manage");
  const owner = webhookOwner(actor);
  return asScope(scopeOf(actor), async (tx) => {
    const delivery = await tx.webhookDelivery.findFirst({ where: { id: deliveryId, webhook: owner } });
    if (!delivery) throw notFound("This delivery");
    await tx.$executeRaw`select announce_again(${deliveryId}::uuid)`;
    await recordEvent(tx, actor, { action: "webhook.sent_again", subject: delivery.event, subjectId: deliveryId, ...owner });
    return { event: delivery.event };
  });
}
