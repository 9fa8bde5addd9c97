import { paths } from "#lib/endpoints";
import type { Database } from "../database.ts";
import type { Digest } from "../hosts/token-host.ts";
import type { Middleware } from "../middleware.ts";
import { parametersOf } from "../requests/token-request.ts";

const REVOKE_TOKEN = {
  name: "revoke-token",
  // Without the grant, a refresh at this moment makes nothing that works.
  text: `
    with token as (
      select kind, id_digest, grant_id from oidc_artifact
      where kind in ('AccessToken', 'ClientCredentials', 'RefreshToken') and id_digest = $1 and client_id = $2
    ), ending as (
      select kind, id_digest from token
      union select 'Grant', sha256(convert_to(grant_id, 'UTF8')) from token where kind = 'RefreshToken'
      union select other.kind, other.id_digest from token join oidc_artifact other on other.grant_id = token.grant_id where token.kind = 'RefreshToken'
    )
    update oidc_artifact set revoked_at = now() from ending
    where oidc_artifact.kind = ending.kind and oidc_artifact.id_digest = ending.id_digest and revoked_at is null`,
};

/**
 * RFC 7009. The library authenticates the client. A token of its own ends: a refresh token, used up or not, with its grant and everything that came of it;
 * an access token alone. Any other token is left as it is, and the answer does not tell.
 */
export function revocation(database: Database, digest: Digest): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.path !== paths.revocation || ctx.status !== 200) return;
    const { token = "" } = parametersOf(ctx.req);
    await database.query(REVOKE_TOKEN, [digest(token), "oidc" in ctx ? ctx.oidc.client?.clientId : null]);
  };
}
