import type { TenantActor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import type { Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import type { AppView } from "#lib/installations/read-apps";
import { parseSnapshot, snapshotOf } from "#lib/installations/snapshot";
import type { Installation } from "#prisma/generated/client";

/** Of two admins who decide at once, the second sees what the first has decided. */
export async function lockInstallation(tx: Tx, { tenant }: TenantActor, clientId: string): Promise<Installation | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`installation ${tenant.id} ${clientId}`}, 0))`;
  return tx.installation.findUnique({ where: { clientId_tenantId: { clientId, tenantId: tenant.id } } });
}

/** Lets the app into the tenant, as it is in `app`: what it becomes after that is not approved (R46). @throws DomainError `conflict` when it is blocked. */
export async function approve(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  const before = await refuseBlocked(tx, actor, app);
  const after = snapshotOf(app);
  await write(tx, actor, app, { state: "approved", snapshot: after });
  await closeRequests(tx, actor, app, "granted");
  const event = { subject: app.name, clientId: app.clientId, tenantId: actor.tenant.id };
  await recordEvent(tx, actor, {
    action: "installation.approved",
    ...event,
    ...(before?.state === "approved" && { before: parseSnapshot(before.snapshot) }),
    after,
  });
}

/** The app may ask again. What was approved before goes on: only what is asked now is denied. @throws DomainError `conflict` when it is blocked. */
export async function deny(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  const before = await refuseBlocked(tx, actor, app);
  const event = { subject: app.name, clientId: app.clientId, tenantId: actor.tenant.id };
  await closeRequests(tx, actor, app, "refused");
  if (before?.state === "approved") await recordEvent(tx, actor, { action: "installation.kept", ...event });
  else {
    await write(tx, actor, app, { state: "denied", snapshot: snapshotOf(app) });
    await recordEvent(tx, actor, { action: "installation.denied", ...event });
  }
}

async function refuseBlocked(tx: Tx, actor: TenantActor, app: AppView): Promise<Installation | null> {
  authorize(actor, "installation.decide");
  const before = await lockInstallation(tx, actor, app.clientId);
  if (before?.state === "blocked") throw new DomainError("conflict", `${app.name} is blocked at ${actor.tenant.name}. An admin has to lift that first.`);
  return before;
}

async function write(tx: Tx, { personId, tenant }: TenantActor, { clientId }: AppView, decision: Pick<Installation, "state"> & { snapshot: object }) {
  const data = { ...decision, decidedById: personId, decidedAt: new Date() };
  await tx.installation.upsert({
    where: { clientId_tenantId: { clientId, tenantId: tenant.id } },
    create: { clientId, tenantId: tenant.id, ...data },
    update: { ...data, version: { increment: 1 } },
  });
}

async function closeRequests(tx: Tx, { personId, tenant }: TenantActor, { clientId }: AppView, state: "granted" | "refused"): Promise<void> {
  await tx.integrationRequest.updateMany({
    where: { tenantId: tenant.id, clientId, kind: "installation", state: "open", expiresAt: { gt: new Date() } },
    data: { state, decidedById: personId, decidedAt: new Date() },
  });
}
