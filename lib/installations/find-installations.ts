import { type SignedInActor, scopeOf, type TenantActor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { markOf } from "#lib/installations/decide";
import { type AppView, readApp, readApps } from "#lib/installations/read-apps";
import { readNames } from "#lib/installations/read-name";
import { changesSince, isReopened, parseSnapshot, type SnapshotChange } from "#lib/installations/snapshot";
import type { Installation } from "#prisma/generated/client";

export type InstallationView = {
  app: AppView;
  state: Installation["state"];
  decidedBy: string | null;
  decidedAt: Date;
  mark: string;
  /** What is not as it was approved, and whether an admin has to decide on it (R46). */
  changes: SnapshotChange[];
  isReopened: boolean;
};

/** As many apps as a company decides on; the oldest decisions of more are left out. */
const SHOWN = 200;

/** What the tenant's admins have decided: first what has to be decided again, then the latest. @throws DomainError `forbidden`. */
export async function findInstallations(actor: SignedInActor): Promise<InstallationView[]> {
  authorize(actor, "installation.decide");
  if (actor.kind === "staff") return [];
  const found = await asScope(scopeOf(actor), async (tx) =>
    views(tx, await tx.installation.findMany({ where: { tenantId: actor.tenant.id }, orderBy: { decidedAt: "desc" }, take: SHOWN })),
  );
  return [...found.filter((each) => each.isReopened), ...found.filter((each) => !each.isReopened)];
}

export type AppToDecide = { app: AppView; installation: InstallationView | null; serviceAccountSince: Date | null };

/** One app that the tenant's admins decide on. @throws DomainError `not_found`, `forbidden`. */
export async function getInstallation(actor: SignedInActor, clientId: string): Promise<AppToDecide> {
  authorize(actor, "installation.decide");
  if (actor.kind === "staff" || !isClientId(clientId)) throw notFound("This app");
  return asScope(scopeOf(actor), (tx) => readAppToDecide(tx, actor, clientId));
}

async function readAppToDecide(tx: Tx, { tenant }: TenantActor, clientId: string): Promise<AppToDecide> {
  const app = await readApp(tx, clientId);
  if (!app) throw notFound("This app");
  const where = { clientId_tenantId: { clientId, tenantId: tenant.id } };
  const installation = await tx.installation.findUnique({ where });
  const [view] = installation ? await views(tx, [installation]) : [];
  const account = await tx.serviceAccount.findUnique({ where });
  return { app, installation: view ?? null, serviceAccountSince: account?.createdAt ?? null };
}

async function views(tx: Tx, installations: Installation[]): Promise<InstallationView[]> {
  const apps = await readApps(
    tx,
    installations.map(({ clientId }) => clientId),
  );
  const nameOf = await readNames(
    tx,
    installations.map(({ decidedById }) => decidedById),
  );
  return installations.flatMap((installation) => {
    const { clientId, state, decidedById, snapshot } = installation;
    const app = apps.find((each) => each.clientId === clientId);
    if (!app) return [];
    const approved = state === "approved" ? parseSnapshot(snapshot) : null;
    return [
      {
        app,
        state,
        decidedBy: nameOf(decidedById),
        decidedAt: installation.decidedAt,
        mark: markOf(installation),
        changes: approved ? changesSince(approved, app) : [],
        isReopened: approved !== null && app.isUsable && isReopened(approved, app),
      },
    ];
  });
}
