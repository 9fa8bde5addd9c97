import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { asScope } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import { isUuid } from "#lib/text";

type Counted = "people" | "sessions" | "teams" | "clients" | "liveGrants" | "integrations" | "serviceAccounts" | "approvals" | "openRequests" | "jwtClients";
/** What ends for good when a company is deleted. `jwtClients`: those whose tokens are believed until they expire. */
export type TenantRemoval = Record<Counted, number> & { hasWebhook: boolean; lastUsedAt: Date | null };

/** @throws DomainError `forbidden`, `not_found`. */
export async function countRemoval(actor: Actor, tenantId: string): Promise<TenantRemoval> {
  authorize(actor, "tenant.delete");
  if (!isUuid(tenantId)) throw notFound("This tenant");
  const [found] = await asScope(
    scopeOf(actor),
    (tx) => tx.$queryRaw<(Record<Counted, bigint> & Pick<TenantRemoval, "hasWebhook" | "lastUsedAt">)[]>`
      select
        (select count(*) from person where tenant_id = own.id) as people,
        (select count(*) from session join person on person.id = session.person_id
          where person.tenant_id = own.id and ended_at is null and expires_at > now()) as sessions,
        (select count(*) from team where tenant_id = own.id) as teams,
        (select count(*) from client where tenant_id = own.id) as clients,
        token.live as "liveGrants",
        (select count(*) from enablement where tenant_id = own.id) as integrations,
        (select count(*) from service_account where tenant_id = own.id) as "serviceAccounts",
        (select count(*) from installation where tenant_id = own.id and state = 'approved') as approvals,
        (select count(*) from integration_request where tenant_id = own.id and state = 'open' and expires_at > now()) as "openRequests",
        (select count(*) from client where client_id = any (of_company.clients) and access_token_format = 'jwt') as "jwtClients",
        exists (select from webhook where tenant_id = own.id) as "hasWebhook",
        greatest((select max(last_used_at) from client where tenant_id = own.id), token.last_at) as "lastUsedAt"
      from tenant own
        cross join lateral (select array(select client_id from client where tenant_id = own.id
          union all select client_id from enablement where tenant_id = own.id) as clients) of_company
        cross join lateral (select max(created_at) filter (where kind <> 'Grant') as last_at,
            count(*) filter (where kind in ('Grant', 'ClientCredentials') and revoked_at is null and (expires_at is null or expires_at > now())) as live
          from oidc_artifact where tenant_id = own.id and client_id = any (of_company.clients)
            and kind in ('Grant', 'ClientCredentials', 'AccessToken', 'RefreshToken')) token
      where own.id = ${tenantId}::uuid`,
  );
  if (!found) throw notFound("This tenant");
  const { hasWebhook, lastUsedAt, ...counts } = found;
  return { ...(Object.fromEntries(Object.entries(counts).map(([what, count]) => [what, Number(count)])) as Record<Counted, number>), hasWebhook, lastUsedAt };
}
