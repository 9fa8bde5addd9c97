import { env } from "#lib/env";

/** Where the token service answers (R48). */
export const paths = {
  authorization: "/oauth/authorization",
  token: "/v1/oauth/token",
  deviceAuthorization: "/v1/oauth/device_authorization",
  revocation: "/v1/oauth/revoke",
  introspection: "/v1/oauth/introspect",
  metadata: "/.well-known/oauth-authorization-server",
  jwks: "/.well-known/jwks.json",
  openidMetadata: "/.well-known/openid-configuration",
  userinfo: "/oauth/userinfo",
  me: "/v1/me",
} as const;

/** Where a browser goes on after a prompt, with the ticket of its answer. */
export function returnUrl(interaction: string, ticket: string): string {
  return `${env().TOKEN_SERVICE_URL}${paths.authorization}/${encodeURIComponent(interaction)}?${new URLSearchParams({ ticket })}`;
}

/** Where a person answers a device, with its code filled in (RFC 8628 section 3.3.1). */
export function deviceUrl(userCode: string, setupAppUrl = env().SETUP_APP_URL): string {
  return `${setupAppUrl}/device?${new URLSearchParams({ code: userCode })}`;
}

export function endpoints() {
  const issuer = env().TOKEN_SERVICE_URL;
  const at = (path: keyof typeof paths) => `${issuer}${paths[path]}`;
  const [authorization, deviceAuthorization] = [at("authorization"), at("deviceAuthorization")];
  const [revocation, introspection] = [at("revocation"), at("introspection")];
  const [metadata, openidMetadata, jwks] = [at("metadata"), at("openidMetadata"), at("jwks")];
  return {
    issuer,
    authorization,
    deviceAuthorization,
    token: at("token"),
    revocation,
    introspection,
    userinfo: at("userinfo"),
    metadata,
    openidMetadata,
    jwks,
    me: at("me"),
  };
}
