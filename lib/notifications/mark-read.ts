import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import type { NotificationInput } from "#lib/notifications/schemas";

/** Takes one, or everything that a person was told until now, from what they have not read. Of somebody else nothing is found. */
export async function markRead(actor: SignedInActor, { notificationId }: NotificationInput): Promise<{ count: number }> {
  const where = { personId: actor.personId, readAt: null, ...(notificationId && { id: notificationId }) };
  return asScope(scopeOf(actor), (tx) => tx.notification.updateMany({ where, data: { readAt: new Date() } }));
}
