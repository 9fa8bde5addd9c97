import { type Actor, authorId, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { environmentBarrier } from "#lib/enablements/environment-barrier";
import { findSides } from "#lib/enablements/find-sides";
import type { EnablementInput } from "#lib/enablements/schemas";
import { DomainError } from "#lib/errors";
import { announce } from "#lib/notifications/announce";
import { findAdmins, notify } from "#lib/notifications/notify";

/** `unchanged`: it was so already. */
export type EnablementOutcome = { outcome: "done" | "unchanged"; clientId: string; clientName: string; tenantId: string; tenantName: string };

/**
 * Switches a partner's client on for one company and no other (R40). Twice is the same as once.
 * @throws DomainError `forbidden`; `not_found`; `conflict` for what is deleted or no partner's; `invalid` for the other environment.
 */
export async function enableForTenant(actor: Actor, input: EnablementInput): Promise<EnablementOutcome> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), (tx) => enableWithin(tx, actor, input));
}

/** The same inside a transaction of staff that is open already: a job does one company after the other. */
export async function enableWithin(tx: Tx, actor: Actor, input: EnablementInput): Promise<EnablementOutcome> {
  authorize(actor, "enablement.manage");
  const { client, tenant } = await findSides(tx, input);
  if (client.deletedAt) throw new DomainError("conflict", "This client is deleted. Restore it first.");
  const barrier = environmentBarrier(client, tenant);
  if (barrier) throw new DomainError("invalid", barrier, "tenantId");
  const names = { clientId: client.clientId, clientName: client.name, tenantId: tenant.id, tenantName: tenant.name };
  // No lock beforehand: of two at once, the second waits for the row of the first and makes none.
  const { count } = await tx.enablement.createMany({
    data: [{ clientId: client.clientId, tenantId: tenant.id, enabledById: authorId(actor) }],
    skipDuplicates: true,
  });
  const asked = await closeRequests(tx, actor, input);
  if (count === 0) return { outcome: "unchanged", ...names };
  await recordEvent(tx, actor, {
    action: "enablement.enabled",
    subject: client.name,
    clientId: client.clientId,
    tenantId: tenant.id,
    after: { company: tenant.name },
  });
  const told = [...asked, ...(await findAdmins(tx, tenant.id))];
  await notify(tx, told, { kind: "enablement.enabled", clientId: client.clientId, clientName: client.name });
  await announce(tx, { event: "enablement.enabled", client, tenant });
  return { outcome: "done", ...names };
}

/** However it was enabled, whoever asked for it has their answer. @returns who asked. */
async function closeRequests(tx: Tx, actor: Actor, { clientId, tenantId }: EnablementInput): Promise<string[]> {
  const where = { clientId, tenantId, kind: "enablement", state: "open" } as const;
  const open = await tx.integrationRequest.findMany({ where, select: { id: true, requestedById: true } });
  const decision = { state: "granted", decidedById: authorId(actor), decidedAt: new Date() } as const;
  if (open.length > 0) await tx.integrationRequest.updateMany({ where: { ...where, id: { in: open.map(({ id }) => id) } }, data: decision });
  return open.flatMap(({ requestedById }) => requestedById ?? []);
}
