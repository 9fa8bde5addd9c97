import { type SignedInActor, scopeOf, type TenantActor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { markOf } from "#lib/installations/decide";
import { type AppView, readApp, readApps } from "#lib/installations/read-apps";
import { readNames } from "#lib/installations/read-name";
import { changesSince, isReopened, parseSnapshot, type SnapshotChange } from "#lib/installations/snapshot";
import { type Page, type PageRequest, readPage, timeKey } from "#lib/page";
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

const PAGE_SIZE = 25;

/** What the tenant's admins have decided: on the first page also what has to be decided again, then the latest. @throws DomainError `forbidden`. */
export async function findInstallations(actor: SignedInActor, request: PageRequest): Promise<Page<InstallationView>> {
  const reopened = await findReopened(actor);
  if (actor.kind === "staff") return { rows: [], newer: null, older: null };
  const others = { tenantId: actor.tenant.id, clientId: { notIn: reopened.map(({ app }) => app.clientId) } };
  const pageKey = timeKey(
    ({ decidedAt }: InstallationView) => decidedAt,
    ({ app }) => app.clientId,
    isClientId,
  );
  const page = await readPage(request, PAGE_SIZE, pageKey, ({ key, than, order, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const beyond = key && { OR: [{ decidedAt: { [than]: key.at } }, { decidedAt: key.at, clientId: { [than]: key.id } }] };
      return views(tx, await tx.installation.findMany({ where: { AND: [others, beyond ?? {}] }, orderBy: [{ decidedAt: order }, { clientId: order }], take }));
    }),
  );
  return page.newer === null ? { ...page, rows: [...reopened, ...page.rows] } : page;
}

/** Approved apps that ask for more than was approved (R46), the latest decision first. @throws DomainError `forbidden`. */
export async function findReopened(actor: SignedInActor): Promise<InstallationView[]> {
  authorize(actor, "installation.decide");
  if (actor.kind === "staff") return [];
  const where = { tenantId: actor.tenant.id, state: "approved" } as const;
  const approved = await asScope(scopeOf(actor), async (tx) => views(tx, await tx.installation.findMany({ where, orderBy: { decidedAt: "desc" } })));
  return approved.filter(({ isReopened }) => isReopened);
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
