import type { Tx } from "#lib/db/as-scope";
import type { News } from "#lib/notifications/news";

/** Tells people in the app, in the transaction of what happened. Nobody is told twice. */
export async function notify(tx: Tx, personIds: string[], { kind, ...detail }: News): Promise<void> {
  const data = [...new Set(personIds)].map((personId) => ({ personId, kind, detail }));
  if (data.length > 0) await tx.notification.createMany({ data });
}

/** A company's admins, who are told of what concerns all of it. */
export async function findAdmins(tx: Tx, tenantId: string): Promise<string[]> {
  const admins = await tx.person.findMany({ where: { tenantId, role: "tenant_admin", disabledAt: null }, select: { id: true } });
  return admins.map(({ id }) => id);
}
