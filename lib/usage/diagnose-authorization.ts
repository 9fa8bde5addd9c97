import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { abilitiesOn, type ClientAbility } from "#lib/clients/client-abilities";
import { isClientId } from "#lib/clients/schemas";
import { asScope } from "#lib/db/as-scope";
import { endpoints, slugAt } from "#lib/endpoints";
import { DomainError } from "#lib/errors";
import { readAddress } from "#lib/usage/authorization-address";
import { type DiagnosedClient, diagnoseAddress, type Finding } from "#lib/usage/diagnose-address";
import type { DiagnoseInput } from "#lib/usage/schemas";

/** `client`: the one that the address names, if the actor may see it. */
export type Diagnosis = { client: { clientId: string; name: string; may: ClientAbility[] } | null; findings: Finding[] };

/** Says of an address that an application sends people to which client it is of, and everything that is wrong with it (R38). @throws DomainError `forbidden`; `invalid`. */
export async function diagnoseAuthorization(actor: Actor, input: DiagnoseInput): Promise<Diagnosis> {
  authorize(actor, "client.see");
  const address = readAddress(input.address);
  if (!address) throw new DomainError("invalid", "This is not an address that begins with https:// or http://.", "address");
  const found = await findAsked(actor, address.parameters.get("client_id") ?? "");
  const hosts = found?.owner ? [found.owner, null] : await findHosts(actor, address.place);
  const findings = diagnoseAddress({ endpoints: hosts.map((owner) => endpoints(owner).authorization), address, client: found?.diagnosed ?? null });
  return { client: found?.named ?? null, findings };
}

type Host = { slug: string } | null;

/** Where a client that is no company's own may ask: at everybody's host, and at that of each company that the actor may see (R48). */
async function findHosts(actor: Actor, place: string): Promise<Host[]> {
  if (actor.kind === "user") return [actor.tenant, null];
  const slug = slugAt(place);
  const tenant =
    slug === null ? null : await asScope(scopeOf(actor), (tx) => tx.tenant.findFirst({ where: { slug, disabledAt: null }, select: { slug: true } }));
  return tenant ? [null, tenant] : [null];
}

async function findAsked(actor: Actor, clientId: string) {
  if (!isClientId(clientId)) return null;
  return asScope(scopeOf(actor), async (tx) => {
    const client = await tx.client.findFirst({
      where: { clientId, ...tenantFilter(actor) },
      include: { tenant: { select: { slug: true, disabledAt: true } }, redirectUris: true, scopes: { where: { scope: { retiredAt: null } } } },
    });
    if (!client) return null;
    const diagnosed: DiagnosedClient = {
      isUsable: client.state === "active" && client.deletedAt === null && !client.tenant?.disabledAt,
      isPublic: client.type === "public",
      isForPerson: client.actsAs === "user",
      mayAuthorize: client.grants.includes("authorization_code"),
      redirectUris: client.redirectUris.map(({ uri }) => uri),
      scopes: client.scopes.map(({ scopeName }) => scopeName),
    };
    return { diagnosed, owner: client.tenant, named: { clientId, name: client.name, may: abilitiesOn(actor, client) } };
  });
}
