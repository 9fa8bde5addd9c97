import { type SignedInActor, scopeOf, type TenantActor } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { type Page, type PageRequest, readPage, timeKey } from "#lib/page";

type ScopeInWords = { name: string; title: string; description: string };

/** A partner's integration as the people of a company see it. */
export type IntegrationView = {
  clientId: string;
  name: string;
  maker: string | null;
  homePageUri: string | null;
  actsAs: "user" | "service_account";
  scopes: ScopeInWords[];
  /** Null where it is not on for the company. */
  enabledAt: Date | null;
  createdAt: Date;
  /** Somebody of the company has asked for it, and nobody has answered. */
  asked: { at: Date; isOwn: boolean } | null;
};

type Row = {
  client_id: string;
  name: string;
  maker: string | null;
  home_page_uri: string | null;
  acts_as: "user" | "service_account";
  scopes: ScopeInWords[];
  enabled_at: Date | null;
  created_at: Date;
};

const PAGE_SIZE = 25;

/** What partners offer in the environment of one's company, the newest first. @throws DomainError `forbidden` for staff, whose list is that of the clients. */
export async function findIntegrations(actor: SignedInActor, { search = "" }: { search?: string }, request: PageRequest): Promise<Page<IntegrationView>> {
  authorize(actor, "integration.see");
  if (actor.kind === "staff") throw notFound("This page");
  const pageKey = timeKey(
    ({ createdAt }: IntegrationView) => createdAt,
    ({ clientId }) => clientId,
    isClientId,
  );
  return readPage(request, PAGE_SIZE, pageKey, ({ key, than, take }) =>
    asScope(scopeOf(actor), async (tx) => {
      const rows = await tx.$queryRaw<Row[]>`
        select * from find_integrations(${search}, ${key?.at ?? null}::timestamptz, ${key?.id ?? null}, ${than === "gt"}, ${take}::int)`;
      return view(tx, actor, rows);
    }),
  );
}

/** @throws DomainError `forbidden`; `not_found` for what is not on offer to the company. */
export async function getIntegration(actor: SignedInActor, clientId: string): Promise<IntegrationView> {
  authorize(actor, "integration.see");
  if (actor.kind === "staff") throw notFound("This integration");
  return asScope(scopeOf(actor), (tx) => readIntegration(tx, actor, clientId));
}

/** The same inside a transaction that is open. @throws DomainError `not_found`. */
export async function readIntegration(tx: Tx, actor: TenantActor, clientId: string): Promise<IntegrationView> {
  const rows = isClientId(clientId) ? await tx.$queryRaw<Row[]>`select * from find_integration(${clientId})` : [];
  const [found] = await view(tx, actor, rows);
  if (!found) throw notFound("This integration");
  return found;
}

async function view(tx: Tx, actor: TenantActor, rows: Row[]): Promise<IntegrationView[]> {
  const clientIds = rows.map((row) => row.client_id);
  const requests = await tx.integrationRequest.findMany({
    where: { tenantId: actor.tenant.id, kind: "enablement", clientId: { in: clientIds }, state: "open", expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "asc" },
  });
  return rows.map((row) => {
    const open = requests.filter((request) => request.clientId === row.client_id);
    const own = open.find((request) => request.requestedById === actor.personId);
    const shown = own ?? open[0];
    return {
      clientId: row.client_id,
      name: row.name,
      maker: row.maker,
      homePageUri: row.home_page_uri,
      actsAs: row.acts_as,
      scopes: row.scopes,
      enabledAt: row.enabled_at,
      createdAt: row.created_at,
      asked: shown ? { at: shown.createdAt, isOwn: own !== undefined } : null,
    };
  });
}
