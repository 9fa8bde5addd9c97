import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { type Page, type PageRequest, readPage, timeKey } from "#lib/page";
import { isUuid } from "#lib/text";
import { webhookOwner } from "#lib/webhooks/set-webhook";
import type { WebhookDelivery } from "#prisma/generated/client";

export type WebhookView = { url: string; since: Date };
export type DeliveryView = Pick<WebhookDelivery, "event" | "attempts" | "lastStatus" | "lastError" | "createdAt" | "deliveredAt" | "nextAttemptAt"> & {
  deliveryId: string;
  about: string;
};

const PAGE_SIZE = 25;

/** Null where there is none. @throws DomainError `forbidden`. */
export async function getWebhook(actor: SignedInActor): Promise<WebhookView | null> {
  authorize(actor, "webhook.manage");
  const found = await asScope(scopeOf(actor), (tx) => tx.webhook.findFirst({ where: webhookOwner(actor) }));
  return found && { url: found.url, since: found.createdAt };
}

/** What was sent or is to be, the latest first. @throws DomainError `forbidden`. */
export async function findDeliveries(actor: SignedInActor, request: PageRequest): Promise<Page<DeliveryView>> {
  authorize(actor, "webhook.manage");
  const pageKey = timeKey(
    ({ createdAt }: DeliveryView) => createdAt,
    ({ deliveryId }) => deliveryId,
    isUuid,
  );
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const beyond = key ? { OR: [{ createdAt: { [than]: key.at } }, { createdAt: key.at, id: { [than]: key.id } }] } : {};
      const found = await tx.webhookDelivery.findMany({
        where: { AND: [{ webhook: webhookOwner(actor) }, beyond] },
        orderBy: [{ createdAt: order }, { id: order }],
        take,
      });
      return found.map(({ id, event, payload, attempts, lastStatus, lastError, createdAt, deliveredAt, nextAttemptAt }) => {
        const { client_name, tenant_name } = payload as { client_name?: string; tenant_name?: string };
        return { deliveryId: id, event, about: `${client_name}, ${tenant_name}`, attempts, lastStatus, lastError, createdAt, deliveredAt, nextAttemptAt };
      });
    }),
  );
}
