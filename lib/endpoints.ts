import { env } from "#lib/env";

/** Where the token service answers (R48). */
export const paths = {
  token: "/v1/oauth/token",
  metadata: "/.well-known/oauth-authorization-server",
  me: "/v1/me",
} as const;

export function endpoints() {
  const issuer = env().TOKEN_SERVICE_URL;
  return { issuer, token: `${issuer}${paths.token}`, metadata: `${issuer}${paths.metadata}`, me: `${issuer}${paths.me}` };
}
