import type { Database } from "../database.ts";
import { serviceAccountSubject } from "../grants/service-accounts.ts";

export type TokenRow = {
  kind: "AccessToken" | "ClientCredentials" | "RefreshToken";
  client_id: string;
  scope: string | null;
  audience: string | null;
  issued_at: number;
  expires_at: number;
  user_id: string | null;
  service_account_id: string | null;
  tenant_id: string | null;
  environment: "sandbox" | "production" | null;
  tenant: Named | null;
  team: Named | null;
  is_expired: boolean;
  is_ended: boolean;
};
type Named = { id: string; name: string };

const FIND_TOKEN = {
  name: "find-token",
  // Of the scope, what was taken from the client or from the catalogue since is left out. Words that the catalogue does not know, such as openid, are nobody's to take.
  // Ended: revoked or used up, or something that it stands on was switched off or is gone. Its grant may have ended while a refresh was making it.
  text: `
    select token.kind, token.client_id, scope_now as scope, coalesce(payload ->> 'aud', payload ->> 'resource') as audience,
      (payload ->> 'iat')::int as issued_at, (payload ->> 'exp')::int as expires_at, user_id, service_account_id, token.tenant_id, tenant.environment,
      case when tenant.id is not null then json_build_object('id', tenant.id, 'name', tenant.name) end as tenant,
      case when team.id is not null then json_build_object('id', team.id, 'name', team.name) end as team,
      token.expires_at <= now() as is_expired,
      token.revoked_at is not null or token.consumed_at is not null
        or client.client_id is null or client.state <> 'active' or client.deleted_at is not null
        or not began_with = any (client.grants::text[])
        or (token.kind = 'RefreshToken' and not 'refresh_token' = any (client.grants))
        or (token.tenant_id is not null and (tenant.id is null or tenant.disabled_at is not null))
        or (extra ? 'team_id' and team.id is null)
        or (user_id is not null and (person.id is null or person.disabled_at is not null))
        or (user_id is not null and token.kind = 'ClientCredentials' and not client.may_act_for_users)
        or (token.kind <> 'ClientCredentials' and (client.environment <> tenant.environment
          or not exists (select from oidc_artifact grant_of_token
            where kind = 'Grant' and id_digest = sha256(convert_to(token.grant_id, 'UTF8')) and grant_of_token.revoked_at is null)
          or not case client.acts_as
            when 'user' then exists (select from consent where consent.person_id = person.id and consent.client_id = token.client_id and consent.revoked_at is null)
            else service_account_id is not null and exists (
              select from installation where installation.client_id = token.client_id and installation.tenant_id = token.tenant_id and state = 'approved')
          end
          or (client.tenant_id is null
            and not exists (select from enablement where enablement.client_id = token.client_id and enablement.tenant_id = token.tenant_id)))) as is_ended
    from oidc_artifact token
      cross join lateral (
        select coalesce(payload -> 'extra', '{}') as extra,
          nullif(split_part(token.account_id, 'service_account:', 2), '') as service_account_id,
          case when token.account_id not like 'service_account:%' then token.account_id end as user_id,
          case token.kind when 'ClientCredentials' then 'client_credentials' else split_part(payload ->> 'gty', ' ', 1) end as began_with
      ) facts
      cross join lateral (
        select string_agg(word, ' ' order by nth) as scope_now from unnest(string_to_array(payload ->> 'scope', ' ')) with ordinality as granted (word, nth)
          left join scope on scope.name = word
        where scope.name is null or (scope.retired_at is null
          and exists (select from client_scope where client_scope.client_id = token.client_id and scope_name = word))
      ) granted
      left join client on client.client_id = token.client_id
      left join tenant on tenant.id = token.tenant_id
      left join team on team.id = (extra ->> 'team_id')::uuid and team.tenant_id = token.tenant_id
      left join person on person.id = user_id::uuid and person.tenant_id = token.tenant_id
    where token.kind in ('AccessToken', 'ClientCredentials', 'RefreshToken') and token.id_digest = $1`,
};

/** A token of this service, and what it stands on now. */
export async function findToken(database: Database, digest: Uint8Array): Promise<TokenRow | null> {
  const { rows } = await database.query<TokenRow>(FIND_TOKEN, [digest]);
  return rows[0] ?? null;
}

/** `sub` of RFC 7662 and RFC 9068: a service account, a person, or the client itself. */
export function subjectOf({ client_id, user_id, service_account_id }: TokenRow): string {
  return service_account_id === null ? (user_id ?? client_id) : serviceAccountSubject(service_account_id);
}
