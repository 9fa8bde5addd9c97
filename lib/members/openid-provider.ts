import { env } from "#lib/env";

/** Who may say who people are, beside their passwords; null where no provider is configured. */
export function openidProvider() {
  const { OPENID_ISSUER: issuer, OPENID_CLIENT_ID: clientId, OPENID_CLIENT_SECRET: clientSecret } = env();
  if (!issuer || !clientId) return null;
  const { host, origin } = new URL(issuer);
  return { issuer, clientId, clientSecret, host, origin };
}
