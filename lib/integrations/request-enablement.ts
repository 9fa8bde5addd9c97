import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import { readIntegration } from "#lib/integrations/find-integrations";
import type { RequestEnablementInput } from "#lib/integrations/schemas";
import { announce } from "#lib/notifications/announce";

/** After that it leaves the queue, and can be asked anew. */
const OPEN_DAYS = 90;

export type Asked = { clientId: string; name: string; outcome: "asked" | "asked_already" };

/**
 * Asks staff to enable a partner's integration for one's company (R39). Asked twice, it is the same request.
 * @throws DomainError `not_found` for what is not on offer; `conflict` where it is on.
 */
export async function requestEnablement(actor: SignedInActor, { clientId, reason }: RequestEnablementInput): Promise<Asked> {
  authorize(actor, "integration.request");
  if (actor.kind === "staff") throw notFound("This integration");
  return asScope(scopeOf(actor), async (tx) => {
    const { name, enabledAt } = await readIntegration(tx, actor, clientId);
    if (enabledAt) throw new DomainError("conflict", `${name} is enabled for ${actor.tenant.name} already.`);
    const tenantId = actor.tenant.id;
    const own = { kind: "enablement", tenantId, clientId, requestedById: actor.personId } as const;
    const now = Date.now();
    await tx.integrationRequest.updateMany({ where: { ...own, state: "open", expiresAt: { lte: new Date(now) } }, data: { state: "expired" } });
    const expiresAt = new Date(now + OPEN_DAYS * 86_400_000);
    // Of two at once, the second finds the row of the first.
    const { count } = await tx.integrationRequest.createMany({ data: [{ ...own, reason, expiresAt }], skipDuplicates: true });
    if (count === 0) return { clientId, name, outcome: "asked_already" };
    await recordEvent(tx, actor, { action: "enablement.requested", subject: name, clientId, tenantId, after: { reason } });
    await announce(tx, { event: "enablement.requested", client: { clientId, name }, tenant: actor.tenant });
    return { clientId, name, outcome: "asked" };
  });
}
