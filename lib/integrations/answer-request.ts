import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { type EnablementOutcome, enableWithin } from "#lib/enablements/enable-for-tenant";
import { DomainError, notFound } from "#lib/errors";
import type { RefuseRequestInput, RequestInput } from "#lib/integrations/schemas";
import { announce } from "#lib/notifications/announce";
import { findAdmins, notify } from "#lib/notifications/notify";

/**
 * Enables what a company has asked for, which answers everybody there who has asked for it.
 * @throws DomainError `forbidden`; `not_found`; `conflict` when somebody has answered it already.
 */
export async function grantRequest(actor: Actor, input: RequestInput): Promise<EnablementOutcome> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const { clientId, tenantId } = await lockRequest(tx, input.requestId);
    return enableWithin(tx, actor, { clientId, tenantId });
  });
}

/** @throws DomainError `forbidden`; `not_found`; `conflict` when somebody has answered it already. */
export async function refuseRequest(actor: Actor, { requestId, word }: RefuseRequestInput): Promise<{ clientName: string }> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const { clientId, clientName, tenantId, tenant, requestedById } = await lockRequest(tx, requestId);
    const decidedById = actor.kind === "system" ? null : actor.personId;
    await tx.integrationRequest.update({ where: { id: requestId }, data: { state: "refused", decidedById, decidedAt: new Date() } });
    await recordEvent(tx, actor, { action: "enablement.refused", subject: clientName, clientId, tenantId, after: { reason: word } });
    const told = [...(requestedById === null ? [] : [requestedById]), ...(await findAdmins(tx, tenantId))];
    await notify(tx, told, { kind: "enablement.refused", clientId, clientName, word });
    await announce(tx, { event: "enablement.refused", client: { clientId, name: clientName }, tenant });
    return { clientName };
  });
}

/** Of two who answer at once, the second is told. */
async function lockRequest(tx: Tx, requestId: string) {
  await tx.$queryRaw`select from integration_request where id = ${requestId}::uuid for update`;
  const request = await tx.integrationRequest.findFirst({
    where: { id: requestId, kind: "enablement" },
    include: { client: { select: { name: true } }, tenant: { select: { id: true, name: true } } },
  });
  if (!request?.clientId || !request.client) throw notFound("This request");
  if (request.state !== "open") throw new DomainError("conflict", `Somebody else has answered this request meanwhile: it was ${request.state}.`);
  if (request.expiresAt <= new Date()) throw new DomainError("conflict", "This request is too old. They can ask again.");
  const { clientId, client, tenantId, tenant, requestedById } = request;
  return { clientId, clientName: client.name, tenantId, tenant, requestedById };
}
