import type { Tx } from "#lib/db/as-scope";
import { notify } from "#lib/notifications/notify";

/** R46: whoever approved an app is told of its new name, which opens nothing again. A partner's app alone is approved. */
export async function tellOfNewName(tx: Tx, before: { clientId: string; tenantId: string | null; name: string }, clientName: string): Promise<void> {
  const { clientId, tenantId, name: formerName } = before;
  if (tenantId !== null || formerName === clientName) return;
  const isOfApproved = {
    role: "tenant_admin",
    disabledAt: null,
    joinedAt: { not: null },
    tenant: { installations: { some: { clientId, state: "approved" } } },
  } as const;
  const admins = await tx.person.findMany({ where: isOfApproved, select: { id: true } });
  await notify(
    tx,
    admins.map(({ id }) => id),
    { kind: "installation.renamed", clientId, clientName, formerName },
  );
}
