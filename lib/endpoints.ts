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

/** Where a browser goes on after a prompt, with the ticket of its answer. @param issuer at whose host the request began. */
export function returnUrl(issuer: string, interaction: string, ticket: string): string {
  return `${issuer}${paths.authorization}/${encodeURIComponent(interaction)}?${new URLSearchParams({ ticket })}`;
}

/** Where a person answers a device, with its code filled in (RFC 8628 section 3.3.1). */
export function deviceUrl(userCode: string, setupAppUrl = env().SETUP_APP_URL): string {
  return `${setupAppUrl}/device?${new URLSearchParams({ code: userCode })}`;
}

/** The issuer at a tenant's own host: as everybody's, under the name that TENANT_HOST gives it. */
export function issuerOf(slug: string, { issuer, tenantHost }: { issuer: string; tenantHost: string }): string {
  const { protocol, port } = new URL(issuer);
  const host = tenantHost.replace("{tenant}", slug);
  return new URL(`${protocol}//${host}${port && !host.includes(":") ? `:${port}` : ""}`).origin;
}

/** The slug in the name of a host, where that is what a tenant's host is called. */
export function slugIn(name: string, { issuer, tenantHost }: { issuer: string; tenantHost: string }): string | null {
  const { protocol, host: own } = new URL(issuer);
  const host = URL.parse(`${protocol}//${name}`)?.host;
  if (host === undefined || host === own) return null;
  const [before = "", after = ""] = tenantHost.replace(/\..*/, "").split("{tenant}");
  const [label = ""] = host.split(/[.:]/);
  const slug = label.slice(before.length, label.length - after.length);
  if (!/^[a-z\d-]{1,63}$/.test(slug)) return null;
  return new URL(issuerOf(slug, { issuer, tenantHost })).host === host ? slug : null;
}

/** The slug of the tenant whose host an address would lead to. */
export function slugAt(address: string): string | null {
  const { TOKEN_SERVICE_URL: issuer, TENANT_HOST: tenantHost } = env();
  return tenantHost ? slugIn(new URL(address).host, { issuer, tenantHost }) : null;
}

/** @param owner the tenant whose client asks: its own host, where one is configured. A partner's client uses everybody's. */
export function endpoints(owner?: { slug: string } | null) {
  const { TOKEN_SERVICE_URL, TENANT_HOST: tenantHost } = env();
  const issuer = owner && tenantHost ? issuerOf(owner.slug, { issuer: TOKEN_SERVICE_URL, tenantHost }) : TOKEN_SERVICE_URL;
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
