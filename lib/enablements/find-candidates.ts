import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { environmentBarrier } from "#lib/enablements/environment-barrier";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/text";

/** What could be enabled: the other side of a client or of a company. `barrier` says why it cannot. */
export type Candidate = { id: string; name: string; detail: string; environment: "sandbox" | "production"; isEnabled: boolean; barrier: string | null };

const SHOWN = 20;
const holds = (search: string) => ({ contains: search, mode: "insensitive" as const });

/**
 * The companies whose name or slug holds `search`, with what stands against each; without a search, the newest for which the client
 * could be switched on. @throws DomainError `forbidden`; `not_found` for what is no partner's client.
 */
export async function findTenantsToEnable(actor: Actor, { clientId, search = "" }: { clientId: string; search?: string }): Promise<Candidate[]> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const client = isClientId(clientId) ? await tx.client.findFirst({ where: { clientId, tenantId: null } }) : null;
    if (!client) throw notFound("This client");
    const where =
      search === "" ? { environment: client.environment, enablements: { none: { clientId } } } : { OR: [{ name: holds(search) }, { slug: holds(search) }] };
    const ofClient = { enablements: { where: { clientId }, select: { clientId: true } } };
    const tenants = await tx.tenant.findMany({ where, include: ofClient, orderBy: { id: "desc" }, take: SHOWN });
    return tenants.map(({ id, name, slug, environment, enablements }) => ({
      id,
      name,
      detail: slug,
      environment,
      isEnabled: enablements.length > 0,
      barrier: environmentBarrier(client, { name, environment }),
    }));
  });
}

/** The same the other way round: partner clients by name, maker or client ID. @throws DomainError `forbidden`; `not_found`. */
export async function findClientsToEnable(actor: Actor, { tenantId, search = "" }: { tenantId: string; search?: string }): Promise<Candidate[]> {
  authorize(actor, "enablement.manage");
  return asScope(scopeOf(actor), async (tx) => {
    const tenant = isUuid(tenantId) ? await tx.tenant.findUnique({ where: { id: tenantId } }) : null;
    if (!tenant) throw notFound("This tenant");
    const where =
      search === ""
        ? { environment: tenant.environment, enablements: { none: { tenantId } } }
        : { OR: [{ name: holds(search) }, { maker: holds(search) }, { clientId: search }] };
    const clients = await tx.client.findMany({
      where: { tenantId: null, deletedAt: null, ...where },
      include: { enablements: { where: { tenantId }, select: { tenantId: true } } },
      orderBy: [{ createdAt: "desc" }, { clientId: "desc" }],
      take: SHOWN,
    });
    return clients.map(({ clientId, name, maker, environment, enablements }) => ({
      id: clientId,
      name,
      detail: maker ?? clientId,
      environment,
      isEnabled: enablements.length > 0,
      barrier: environmentBarrier({ name, environment }, tenant),
    }));
  });
}
