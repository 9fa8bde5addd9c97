import type { AllClientMetadata } from "oidc-provider";
import type { ActingFor } from "#lib/scopes/acting-scope";
import type { Database } from "../database.ts";
import { type ClientRow, toClientMetadata } from "./client-metadata.ts";

// RFC 6749 appendix A.1
const CLIENT_ID = /^[\x20-\x7e]{1,200}$/;

const FIND_CLIENT = {
  name: "find-client",
  text: `
    select client_id, tenant_id, c.environment, c.name, type, auth_method, grants::text[] as grants,
      acts_as, may_act_for_users, consents_by_itself, access_token_format, may_introspect, home_page_uri, logo_uri, contact,
      extract(epoch from c.created_at)::int as issued_at,
      (
        select coalesce(json_agg(json_build_object('uri', uri, 'match', match) order by created_at, uri), '[]')
        from redirect_uri where client_id = c.client_id
      ) as redirect_uris,
      array(
        select scope_name from client_scope join scope on scope.name = scope_name
        where client_id = c.client_id and retired_at is null order by scope_name
      ) as scopes,
      (
        select coalesce(json_agg(json_build_object('id', id, 'digest', encode(digest, 'hex')) order by id), '[]')
        from client_secret
        where client_id = c.client_id and retired_at is null and (expires_at is null or expires_at > now())
      ) as secrets,
      case $3
        when 'team' then exists (select from team where team.id = $4::uuid and team.tenant_id = c.tenant_id)
        when 'user' then exists (select from person where person.id = $4::uuid and person.tenant_id = c.tenant_id and person.disabled_at is null)
        else false
      end as has_actor
    from client c left join tenant t on t.id = c.tenant_id
    where client_id = $1 and state = 'active' and c.deleted_at is null and t.disabled_at is null
      and ($2::uuid is null or c.tenant_id is null or c.tenant_id = $2)`,
};

type Asked = {
  /** The tenant whose host was asked, if it was one's. */
  hostTenantId: string | null;
  /** Looked for in the same statement. */
  actor: ActingFor | null;
};

/**
 * Read anew for every request, so that a change holds at the next one (R54). Undefined for a client that may not be used, or not at the host of this
 * tenant. `hasActor`: the client's tenant has the team, or the user, that is asked for.
 */
export async function findClient(
  database: Database,
  clientId: string,
  { hostTenantId, actor }: Asked,
): Promise<{ metadata: AllClientMetadata; hasActor: boolean } | undefined> {
  if (!CLIENT_ID.test(clientId)) return undefined;
  const { rows } = await database.query<ClientRow & { has_actor: boolean }>(FIND_CLIENT, [clientId, hostTenantId, actor?.kind, actor?.id]);
  return rows[0] && { metadata: toClientMetadata(rows[0]), hasActor: rows[0].has_actor };
}
