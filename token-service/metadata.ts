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
    // An application that runs in a browser may find out where to go.
    ctx.set("Access-Control-Allow-Origin", "*");
    ctx.body = {
      issuer,
      authorization_endpoint: `${issuer}${paths.authorization}`,
      token_endpoint: `${issuer}${paths.token}`,
      device_authorization_endpoint: `${issuer}${paths.deviceAuthorization}`,
      jwks_uri: `${issuer}${paths.jwks}`,
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
      revocation_endpoint: `${issuer}${paths.revocation}`,
      revocation_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
      introspection_endpoint: `${issuer}${paths.introspection}`,
      introspection_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
      grant_types_supported: servedGrants.map((grant) => grantTypes[grant]),
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      code_challenge_methods_supported: ["S256"],
      // RFC 9207
      authorization_response_iss_parameter_supported: true,
      scopes_supported: rows.map(({ name }) => name),
    };
  };
}
