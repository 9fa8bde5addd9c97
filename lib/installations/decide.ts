import type { TenantActor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import type { Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import type { AppView } from "#lib/installations/read-apps";
import { parseSnapshot, type Snapshot, snapshotOf, turnDown } from "#lib/installations/snapshot";
import { notify } from "#lib/notifications/notify";
import type { Installation } from "#prisma/generated/client";

/** Of two admins who decide at once, the second sees what the first has decided. */
export async function lockInstallation(tx: Tx, { tenant }: TenantActor, clientId: string): Promise<Installation | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`installation ${tenant.id} ${clientId}`}, 0))`;
  return tx.installation.findUnique({ where: { clientId_tenantId: { clientId, tenantId: tenant.id } } });
}

/** Tells one decision from any other, also from one that was cleared and made again. */
export function markOf(installation: Installation | null): string {
  return installation ? `${installation.decidedAt.getTime()}.${installation.version}` : "";
}

/** Lets the app into the tenant, as it is in `app`: what it becomes after that is not approved (R46). @throws DomainError `conflict` when it is blocked. */
export async function approve(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  const before = await refuseBlocked(tx, actor, app);
  const after = snapshotOf(app);
  // A token that was issued in the very moment of a Clear or Block must not come to life now.
  if (before?.state !== "approved") await endTokens(tx, actor, app);
  await write(tx, actor, app, before, { state: "approved", snapshot: after });
  await closeRequests(tx, actor, app, "granted");
  await recordEvent(tx, actor, {
    action: "installation.approved",
    ...eventOf(actor, app),
    ...(before?.state === "approved" && { before: parseSnapshot(before.snapshot) }),
    after,
  });
}

/** The app may ask again. What was approved before goes on: only what is asked now is denied. @throws DomainError `conflict` when it is blocked. */
export async function deny(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  const before = await refuseBlocked(tx, actor, app);
  const isApproved = before?.state === "approved";
  await closeRequests(tx, actor, app, "refused");
  if (isApproved) await keep(tx, before, turnDown(parseSnapshot(before.snapshot), app));
  // Of what was switched off meanwhile, only the requests are left to answer.
  else if (before || app.isUsable) await write(tx, actor, app, before, { state: "denied", snapshot: snapshotOf(app) });
  await recordEvent(tx, actor, { action: isApproved ? "installation.kept" : "installation.denied", ...eventOf(actor, app) });
}

/** Ends its access, and nobody may ask for it until the decision is cleared. @throws DomainError `conflict` when it is blocked, or there is nothing to end. */
export async function block(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  const before = await refuseBlocked(tx, actor, app);
  if (!before && !app.isUsable) throw switchedOff(actor, app);
  await write(tx, actor, app, before, { state: "blocked", snapshot: snapshotOf(app) });
  await endAccess(tx, actor, app);
  await closeRequests(tx, actor, app, "refused");
  await recordEvent(tx, actor, { action: "installation.blocked", ...eventOf(actor, app) });
}

/** As if nobody had decided: its access ends, and it may be asked for. @throws DomainError `conflict` when there is no decision. */
export async function clear(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  authorize(actor, "installation.decide");
  const before = await lockInstallation(tx, actor, app.clientId);
  if (!before) throw new DomainError("conflict", `Nothing is decided on ${app.name}.`);
  await tx.installation.delete({ where: { clientId_tenantId: { clientId: app.clientId, tenantId: actor.tenant.id } } });
  await endAccess(tx, actor, app);
  await recordEvent(tx, actor, { action: "installation.cleared", ...eventOf(actor, app), before: { decision: before.state } });
}

function eventOf({ tenant }: TenantActor, { name, clientId }: AppView) {
  return { subject: name, clientId, tenantId: tenant.id };
}

async function refuseBlocked(tx: Tx, actor: TenantActor, app: AppView): Promise<Installation | null> {
  authorize(actor, "installation.decide");
  const before = await lockInstallation(tx, actor, app.clientId);
  if (before?.state === "blocked") throw new DomainError("conflict", `${app.name} is blocked at ${actor.tenant.name}. Clear that decision first.`);
  return before;
}

export function switchedOff({ tenant }: TenantActor, { name }: AppView): DomainError {
  return new DomainError("conflict", `${name} is not switched on for ${tenant.name} any more.`);
}

// Not an upsert: what was decided is changed also where the app is switched off, and the database refuses to begin anything there.
async function write(
  tx: Tx,
  { personId, tenant }: TenantActor,
  { clientId }: AppView,
  before: Installation | null,
  decision: { state: Installation["state"]; snapshot: Snapshot },
): Promise<void> {
  const data = { ...decision, decidedById: personId, decidedAt: new Date() };
  const where = { clientId_tenantId: { clientId, tenantId: tenant.id } };
  if (before) await tx.installation.update({ where, data: { ...data, version: { increment: 1 } } });
  else await tx.installation.create({ data: { clientId, tenantId: tenant.id, ...data } });
}

// Who approved it stays who approved it.
async function keep(tx: Tx, { clientId, tenantId }: Installation, snapshot: Snapshot): Promise<void> {
  await tx.installation.update({ where: { clientId_tenantId: { clientId, tenantId } }, data: { snapshot, version: { increment: 1 } } });
}

// Approved anew, what it had before stays gone, and what was answered before and not yet fetched.
async function endAccess(tx: Tx, actor: TenantActor, app: AppView): Promise<void> {
  await endTokens(tx, actor, app);
  await tx.$executeRaw`select end_answers(${app.clientId})`;
}

async function endTokens(tx: Tx, { tenant }: TenantActor, { clientId }: AppView): Promise<void> {
  await tx.oidcArtifact.updateMany({ where: { clientId, tenantId: tenant.id, revokedAt: null }, data: { revokedAt: new Date() } });
}

async function closeRequests(tx: Tx, actor: TenantActor, { clientId, name }: AppView, state: "granted" | "refused"): Promise<void> {
  const open = { tenantId: actor.tenant.id, clientId, kind: "installation", state: "open", expiresAt: { gt: new Date() } } as const;
  const requests = await tx.integrationRequest.findMany({ where: open, select: { requestedById: true } });
  await tx.integrationRequest.updateMany({ where: open, data: { state, decidedById: actor.personId, decidedAt: new Date() } });
  const kind = state === "granted" ? "installation.approved" : "installation.denied";
  const people = requests.flatMap(({ requestedById }) => requestedById ?? []);
  await notify(tx, people, { kind, clientId, clientName: name, by: actor.name });
}
