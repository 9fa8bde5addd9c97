import { paths } from "#lib/endpoints";
import { identityScopeNames } from "#lib/scopes/identity-scopes";
import { grantTypes } from "./clients/client-metadata.ts";
import type { Database } from "./database.ts";
import type { Middleware } from "./middleware.ts";
import { ALGORITHM } from "./tokens/signing-key.ts";

const FIND_SCOPES = { name: "find-scopes", text: "select name from scope where retired_at is null order by name" };

/** RFC 8414 and OpenID Connect Discovery, one document for both. The library's own document promises what is not offered. */
export function metadata(issuer: string, database: Database): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== paths.metadata && ctx.path !== paths.openidMetadata) return next();
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
      grant_types_supported: Object.values(grantTypes),
      response_types_supported: ["code"],
      response_modes_supported: ["query"],
      code_challenge_methods_supported: ["S256"],
      // RFC 9207
      authorization_response_iss_parameter_supported: true,
      scopes_supported: [...identityScopeNames, ...rows.map(({ name }) => name)],
      userinfo_endpoint: `${issuer}${paths.userinfo}`,
      id_token_signing_alg_values_supported: [ALGORITHM],
      subject_types_supported: ["public"],
      claims_supported: ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "name", "email", "email_verified"],
      claims_parameter_supported: false,
      request_parameter_supported: false,
      // It would be true if it were not here.
      request_uri_parameter_supported: false,
    };
  };
}
