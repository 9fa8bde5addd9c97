import type { Configuration } from "oidc-provider";

const DAY = 86_400;

/** Seconds, for every access token (R51). */
export const ACCESS_TOKEN_LIFETIME = 3600;
/** A refresh token lives this long unused, and its family this long however much it is used. */
export const REFRESH_IDLE = 90 * DAY;
export const REFRESH_ABSOLUTE = 365 * DAY;

export const lifetimes: Configuration["ttl"] = {
  AccessToken: ACCESS_TOKEN_LIFETIME,
  ClientCredentials: ACCESS_TOKEN_LIFETIME,
  IdToken: ACCESS_TOKEN_LIFETIME,
  AuthorizationCode: 60,
  // Long enough to find a password.
  Interaction: 1800,
  DeviceCode: 600,
  RefreshToken: (_ctx, token) => Math.max(1, Math.min(REFRESH_IDLE, REFRESH_ABSOLUTE - token.totalLifetime())),
  Grant: REFRESH_ABSOLUTE + DAY,
  Session: 1800,
};
