import { servedGrants } from "#lib/clients/served-grants";
import { paths } from "#lib/endpoints";
import { grantTypes } from "./client-metadata.ts";
import type { Database } from "./database.ts";
import type { Middleware } from "./middleware.ts";

const FIND_SCOPES = { name: "find-scopes", text: "select name from scope where retired_at is null order by name" };

/** RFC 8414. The library's own document promises what is not offered. */
export function metadata(issuer: string, database: Database): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== paths.metadata) return next();
    const { rows } = await database.query<{ name: string }>(FIND_SCOPES);
    ctx.body = {
      issuer,
      token_endpoint: `${issuer}${paths.token}`,
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      grant_types_supported: servedGrants.map((grant) => grantTypes[grant]),
      // Required, and there is none: no grant that is served has an authorization endpoint.
      response_types_supported: [],
      scopes_supported: rows.map(({ name }) => name),
    };
  };
}
