import { errors, type KoaContextWithOIDC } from "oidc-provider";
import { coversRedirectUri, parseSnapshot } from "#lib/installations/snapshot";
import type { Database } from "../database.ts";
import type { TenantAccount } from "./accounts.ts";

const STANDING = `
  join tenant on tenant.id = installation.tenant_id and tenant.disabled_at is null
  join client on client.client_id = installation.client_id and client.environment = tenant.environment and client.acts_as = 'service_account'
  join enablement on enablement.client_id = installation.client_id and enablement.tenant_id = installation.tenant_id`;

// Everything that a service account stands on is asked again at each use of it (R54): not the admin, who may have left since.
const FIND = {
  name: "find-service-account",
  text: `
    select service_account.id, installation.tenant_id, installation.snapshot
    from service_account join installation using (client_id, tenant_id) ${STANDING}
    where service_account.id = $1::uuid and service_account.client_id = $2 and installation.state = 'approved'`,
};
const FIND_OF_PERSON = {
  name: "find-service-account-of-person",
  text: `
    select service_account.id, installation.tenant_id, installation.snapshot, person.role = 'tenant_admin' and person.disabled_at is null as is_admin
    from person join installation on installation.tenant_id = person.tenant_id ${STANDING}
      left join service_account on service_account.client_id = installation.client_id and service_account.tenant_id = installation.tenant_id
    where person.id = $1::uuid and installation.client_id = $2 and installation.state = 'approved'`,
};
const CREATE = {
  name: "create-service-account",
  text: `
    with created as (
      insert into service_account (id, client_id, tenant_id) values (gen_random_uuid(), $1, $2) on conflict do nothing returning *
    )
    insert into audit_event (action, actor_name, tenant_id, client_id, subject_id, subject)
    select 'service_account.created', 'The token service', created.tenant_id, created.client_id, created.id::text, client.name
    from created join client using (client_id)`,
};

type Found = { id: string; tenant_id: string; snapshot: unknown };
type FoundOfPerson = Omit<Found, "id"> & { id: string | null; is_admin: boolean };
type Source = { kind?: string; accountId?: string };

const PREFIX = "service_account:";

/** The `sub` of its tokens. No row's id is ever given to another. */
export function serviceAccountSubject(id: string): string {
  return PREFIX + id;
}

export function isServiceAccount(accountId: string): boolean {
  return accountId.startsWith(PREFIX);
}

/**
 * Whom the client acts as in the tenant (R44): on the way back from the prompt still the admin who answered, at the first token the service account,
 * and from then on only that.
 */
export async function findServiceAccount(database: Database, ctx: KoaContextWithOIDC, accountId: string, source: Source | undefined) {
  const clientId = ctx.oidc.client?.clientId;
  if (isServiceAccount(accountId)) {
    const { rows } = await database.query<Found>(FIND, [accountId.slice(PREFIX.length), clientId]);
    const account = rows[0] && toAccount(rows[0]);
    return account && mayGoOn(ctx, account) ? account : undefined;
  }
  const { rows } = await database.query<FoundOfPerson>(FIND_OF_PERSON, [accountId, clientId]);
  const [found] = rows;
  if (!found) return undefined;
  if (ctx.oidc.route === "resume") return found.is_admin ? toAdmin(ctx, accountId, found) : undefined;
  return source && becomeServiceAccount(database, ctx, accountId, found, source);
}

function mayGoOn({ oidc: { params } }: KoaContextWithOIDC, { serviceAccount }: TenantAccount): boolean {
  return params?.grant_type !== "refresh_token" || serviceAccount?.grants.includes("refresh_token") === true;
}

// R46, although the prompt has refused it: nobody is sent to a place that the tenant has not approved.
function toAdmin(ctx: KoaContextWithOIDC, accountId: string, { tenant_id, snapshot }: FoundOfPerson): TenantAccount {
  if (!coversRedirectUri(parseSnapshot(snapshot), `${ctx.oidc.params?.redirect_uri}`)) throw new errors.InvalidRedirectUri();
  return { accountId, tenantId: tenant_id, claims: () => ({ sub: accountId }) };
}

/** The code was given for an admin; its tokens, and every one after them, are the service account's. */
async function becomeServiceAccount(database: Database, ctx: KoaContextWithOIDC, personId: string, found: FoundOfPerson, source: Source) {
  if (found.id === null) {
    await database.query(CREATE, [ctx.oidc.client?.clientId, found.tenant_id]);
    const { rows } = await database.query<FoundOfPerson>(FIND_OF_PERSON, [personId, ctx.oidc.client?.clientId]);
    if (!rows[0]?.id) return undefined;
    found = rows[0];
  }
  const account = toAccount({ ...found, id: `${found.id}` });
  const { Grant: grant } = ctx.oidc.entities;
  if (!grant) return undefined;
  source.accountId = account.accountId;
  grant.accountId = account.accountId;
  await grant.save();
  return account;
}

function toAccount({ id, tenant_id, snapshot }: Found): TenantAccount {
  const accountId = serviceAccountSubject(id);
  const { scopes, grants } = parseSnapshot(snapshot);
  return { accountId, tenantId: tenant_id, serviceAccount: { id, scopes, grants }, claims: () => ({ sub: accountId }) };
}
