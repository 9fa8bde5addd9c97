import { type Account, type AccountClaims, errors, type KoaContextWithOIDC } from "oidc-provider";
import { setupOf } from "../clients/client-setup.ts";
import type { Database } from "../database.ts";
import type { TokenHost } from "../hosts/token-host.ts";
import { findIdentity } from "./identity.ts";
import { findServiceAccount, isServiceAccount } from "./service-accounts.ts";

// Everything that a grant stands on is asked again at each use of it (R54): the person, their tenant, whether the client may be used there,
// and that they have not taken their consent back.
const FIND_ACCOUNT = {
  name: "find-account",
  text: `
    select person.id, person.tenant_id
    from person
      join tenant on tenant.id = person.tenant_id and tenant.disabled_at is null
      join client on client.client_id = $2 and client.environment = tenant.environment
      join consent on consent.person_id = person.id and consent.client_id = client.client_id and consent.revoked_at is null
    where person.id = $1::uuid and person.disabled_at is null and client.acts_as = 'user'
      and (client.tenant_id = person.tenant_id
        or (client.tenant_id is null
          and exists (select from enablement where enablement.client_id = client.client_id and enablement.tenant_id = person.tenant_id)))`,
};

/** A service account carries what the tenant's admin has approved (R46). */
export type TenantAccount = Account & { tenantId: string; serviceAccount?: { id: string; scopes: string[]; grants: string[] } };

type Source = { accountId?: string };

/** Whom a grant acts for, while everything that it stands on is there. At the host of a tenant, its own people only. */
export function findAccount(database: Database, { tenantId }: TokenHost) {
  return async (ctx: KoaContextWithOIDC, accountId: string, source?: Source): Promise<TenantAccount | undefined> => {
    const { client } = ctx.oidc;
    const isCompanys = client && setupOf(client).acts_as === "service_account";
    const found = isCompanys ? await findServiceAccount(database, ctx, accountId, source) : await findPerson(database, accountId, client?.clientId);
    if (found && (tenantId === null || found.tenantId === tenantId)) return found;
    // Without an account, the library's own checks on the way back from the prompt would fail with a TypeError.
    if (ctx.oidc.route === "resume") throw new errors.AccessDenied("this client may not be used by this person");
    return undefined;
  };
}

async function findPerson(database: Database, personId: string, clientId: string | undefined): Promise<TenantAccount | undefined> {
  if (isServiceAccount(personId)) return undefined;
  const { rows } = await database.query<{ id: string; tenant_id: string }>(FIND_ACCOUNT, [personId, clientId]);
  const [found] = rows;
  return found && { accountId: found.id, tenantId: found.tenant_id, claims: (_use, scope) => claimsOf(database, found.id, clientId, scope) };
}

async function claimsOf(database: Database, personId: string, clientId = "", scope: string): Promise<AccountClaims> {
  // Only who asks for more than the identifier needs a query.
  const asksForMore = ["profile", "email"].some((word) => scope.split(" ").includes(word));
  return (asksForMore && (await findIdentity(database, personId, clientId, scope))) || { sub: personId };
}

export function serviceAccountOf(account: Account | undefined): TenantAccount["serviceAccount"] {
  return (account as TenantAccount | undefined)?.serviceAccount;
}

export function tenantIdOf(account: Account | undefined): string | null {
  return account && "tenantId" in account && typeof account.tenantId === "string" ? account.tenantId : null;
}
