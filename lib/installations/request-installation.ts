import { type SignedInActor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import { readApp } from "#lib/installations/read-apps";
import type { RequestInstallationInput } from "#lib/installations/schemas";
import { findAdmins, notify } from "#lib/notifications/notify";

/** After that nobody answers it any more, and it can be asked anew. */
const OPEN_DAYS = 30;

export type OpenRequest = { sentAt: Date; expiresAt: Date };

/**
 * Asks the tenant's admins to let an app in (R43). Asked twice, it is the same request.
 * @throws DomainError `not_found` where it is not switched on for the tenant; `conflict` where it is blocked.
 */
export async function requestInstallation(actor: SignedInActor, { clientId, reason }: RequestInstallationInput): Promise<OpenRequest> {
  authorize(actor, "installation.request");
  if (actor.kind === "staff") throw notFound("This app");
  const { personId, tenant } = actor;
  return asScope(scopeOf(actor), async (tx) => {
    const app = await readApp(tx, clientId);
    if (!app?.isUsable) throw notFound("This app");
    const installation = await tx.installation.findUnique({ where: { clientId_tenantId: { clientId, tenantId: tenant.id } } });
    if (installation?.state === "blocked") throw new DomainError("conflict", `The admins of ${tenant.name} have blocked ${app.name}: nobody can ask for it.`);
    const now = new Date();
    const own = { kind: "installation", tenantId: tenant.id, clientId, requestedById: personId } as const;
    await tx.integrationRequest.updateMany({ where: { ...own, state: "open", expiresAt: { lte: now } }, data: { state: "expired" } });
    const expiresAt = new Date(now.getTime() + OPEN_DAYS * 86_400_000);
    const { count } = await tx.integrationRequest.createMany({ data: [{ ...own, reason, expiresAt }], skipDuplicates: true });
    if (count === 1) {
      await recordEvent(tx, actor, { action: "installation.requested", subject: app.name, clientId, tenantId: tenant.id, after: { reason } });
      await notify(tx, await findAdmins(tx, tenant.id), { kind: "installation.requested", clientId, clientName: app.name, by: actor.name });
    }
    const request = await readOpenRequest(tx, actor, clientId);
    if (!request) throw notFound("This request");
    return request;
  });
}

/** What the person has asked for and nobody has answered. */
export async function readOpenRequest(tx: Tx, person: { personId: string; tenant: { id: string } }, clientId: string): Promise<OpenRequest | null> {
  const own = { kind: "installation", tenantId: person.tenant.id, clientId, requestedById: person.personId } as const;
  const found = await tx.integrationRequest.findFirst({ where: { ...own, state: "open", expiresAt: { gt: new Date() } } });
  return found && { sentAt: found.createdAt, expiresAt: found.expiresAt };
}
