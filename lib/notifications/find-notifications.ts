import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { type News, type Told, tell } from "#lib/notifications/news";
import { type Page, type PageRequest, readPage, uuidKey } from "#lib/page";

export type NotificationView = Told & { id: string; at: Date; isUnread: boolean };

const PAGE_SIZE = 25;
const MOST_COUNTED = 100;

/** What a person was told, the latest first. */
export async function findNotifications(actor: SignedInActor, request: PageRequest): Promise<Page<NotificationView>> {
  const pageKey = uuidKey((notification: NotificationView) => notification.id);
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const where = { AND: [{ personId: actor.personId }, key === null ? {} : { id: { [than]: key } }] };
      const found = await tx.notification.findMany({ where, orderBy: { id: order }, take });
      return found.map(({ id, kind, detail, createdAt, readAt }) => {
        const told = tell({ kind, ...(detail as object) } as News) ?? { title: kind, detail: "", href: "/" };
        return { id, at: createdAt, isUnread: readAt === null, ...told };
      });
    }),
  );
}

/** How much a person has not read yet; a hundred is many. */
export async function countUnread(actor: SignedInActor): Promise<number> {
  return asScope(scopeOf(actor), (tx) => tx.notification.count({ where: { personId: actor.personId, readAt: null }, take: MOST_COUNTED }));
}
