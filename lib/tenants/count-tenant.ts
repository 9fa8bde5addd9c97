import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/text";

/** What a company has, and so what stops when it is disabled. */
export type TenantCounts = Record<"people" | "admins" | "teams" | "clients" | "integrations" | "serviceAccounts" | "openRequests" | "liveGrants", number>;

/** In one question to the database; each part is found by the company. @throws DomainError `forbidden`, `not_found`. */
export async function countTenant(actor: Actor, tenantId: string): Promise<TenantCounts> {
  authorize(actor, "tenant.list");
  if (!isUuid(tenantId)) throw notFound("This tenant");
  const [found] = await asScope(
    scopeOf(actor),
    (tx) => tx.$queryRaw<Record<keyof TenantCounts, bigint>[]>`
      select
        (select count(*) from person where tenant_id = own.id and disabled_at is null) as people,
        (select count(*) from person where tenant_id = own.id and disabled_at is null and role = 'tenant_admin' and joined_at is not null) as admins,
        (select count(*) from team where tenant_id = own.id) as teams,
        (select count(*) from client where tenant_id = own.id and deleted_at is null) as clients,
        (select count(*) from enablement where tenant_id = own.id) as integrations,
        (select count(*) from service_account where tenant_id = own.id) as "serviceAccounts",
        (select count(*) from integration_request where tenant_id = own.id and state = 'open' and expires_at > now()) as "openRequests",
        (select count(*) from oidc_artifact where tenant_id = own.id and kind in ('Grant', 'ClientCredentials')
          and client_id = any (array(select client_id from client where tenant_id = own.id union all select client_id from enablement where tenant_id = own.id))
          and revoked_at is null and (expires_at is null or expires_at > now())) as "liveGrants"
      from tenant own where own.id = ${tenantId}::uuid`,
  );
  if (!found) throw notFound("This tenant");
  return Object.fromEntries(Object.entries(found).map(([what, count]) => [what, Number(count)])) as TenantCounts;
}
