import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import type { EnablementOutcome } from "#lib/enablements/enable-for-tenant";
import { findSides } from "#lib/enablements/find-sides";
import type { EnablementInput } from "#lib/enablements/schemas";
import { announce } from "#lib/notifications/announce";
import { findAdmins, notify } from "#lib/notifications/notify";

/**
 * Switches a partner's client off for one company. Its tokens there stop at once; what people and admins have decided stays, so that it
 * goes on from there when it is switched on again. Twice is the same as once.
 * @throws DomainError `forbidden`; `not_found`; `conflict` for what is no partner's.
 */
export async function disableForTenant(actor: Actor, input: EnablementInput): Promise<EnablementOutcome> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), (tx) => disableWithin(tx, actor, input));
}

/** The same inside a transaction of staff that is open already: a job does one company after the other. */
export async function disableWithin(tx: Tx, actor: Actor, input: EnablementInput): Promise<EnablementOutcome> {
  authorize(actor, "enablement.manage");
  const { client, tenant } = await findSides(tx, input);
  const names = { clientId: client.clientId, clientName: client.name, tenantId: tenant.id, tenantName: tenant.name };
  // Of two at once, one deletes it.
  const { count } = await tx.enablement.deleteMany({ where: { clientId: client.clientId, tenantId: tenant.id } });
  if (count === 0) return { outcome: "unchanged", ...names };
  await recordEvent(tx, actor, {
    action: "enablement.disabled",
    subject: client.name,
    clientId: client.clientId,
    tenantId: tenant.id,
    before: { company: tenant.name },
  });
  await notify(tx, await findAdmins(tx, tenant.id), { kind: "enablement.disabled", clientId: client.clientId, clientName: client.name });
  await announce(tx, { event: "enablement.disabled", client, tenant });
  return { outcome: "done", ...names };
}
