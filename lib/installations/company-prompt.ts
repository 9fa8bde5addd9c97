import type { TenantActor } from "#lib/access/actor";
import { may } from "#lib/access/permissions";
import type { Tx } from "#lib/db/as-scope";
import { type AppView, readApp } from "#lib/installations/read-apps";
import { readName } from "#lib/installations/read-name";
import { type OpenRequest, readOpenRequest } from "#lib/installations/request-installation";
import { changesSince, coversRedirectUri, parseSnapshot, type SnapshotChange } from "#lib/installations/snapshot";
import type { Installation } from "#prisma/generated/client";

/** What the admins of the tenant have decided on an app; the name is null for somebody who is gone. */
export type Decision = { state: Installation["state"]; by: string | null; at: Date };

/**
 * The prompt of a client that acts for the whole company (R43). `uncovered`: it asks to be answered at a place that was not approved (R46).
 * It asks each time: with every code a service account is handed on, and no admin has seen who starts this.
 */
export type CompanyPrompt =
  | { state: "ended" }
  | { state: "needs_admin"; app: AppView; admins: string[]; isBlocked: boolean; request: OpenRequest | null }
  | { state: "blocked"; app: AppView; decision: Decision }
  | { state: "uncovered"; app: AppView; decision: Decision }
  | { state: "asks_company"; app: AppView; decision: Decision | null; changes: SnapshotChange[] };

export async function readCompanyPrompt(tx: Tx, actor: TenantActor, clientId: string, redirectUri: string): Promise<CompanyPrompt> {
  const app = await readApp(tx, clientId);
  if (!app?.isUsable) return { state: "ended" };
  const installation = await tx.installation.findUnique({ where: { clientId_tenantId: { clientId, tenantId: actor.tenant.id } } });
  if (!may(actor, "installation.decide")) {
    const isBlocked = installation?.state === "blocked";
    return { state: "needs_admin", app, isBlocked, admins: await readAdmins(tx, actor), request: await readOpenRequest(tx, actor, clientId) };
  }
  if (!installation) return { state: "asks_company", app, decision: null, changes: [] };
  const decision = { state: installation.state, by: await readName(tx, installation.decidedById), at: installation.decidedAt };
  if (decision.state === "blocked") return { state: "blocked", app, decision };
  if (decision.state === "denied") return { state: "asks_company", app, decision, changes: [] };
  const approved = parseSnapshot(installation.snapshot);
  if (!coversRedirectUri(approved, redirectUri)) return { state: "uncovered", app, decision };
  return { state: "asks_company", app, decision, changes: changesSince(approved, app) };
}

async function readAdmins(tx: Tx, { tenant }: TenantActor): Promise<string[]> {
  const where = { tenantId: tenant.id, role: "tenant_admin", disabledAt: null, joinedAt: { not: null } } as const;
  const admins = await tx.person.findMany({ where, select: { name: true }, orderBy: { name: "asc" }, take: 20 });
  return admins.map(({ name }) => name);
}
