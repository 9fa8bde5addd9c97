import * as oauth from "openid-client";
import { endpoints } from "#lib/endpoints";

/** What an application does with an OAuth library that knows nothing of us. */
export async function askForToken(clientId: string, secret: string, scope?: string): Promise<oauth.TokenEndpointResponse> {
  const server = await oauth.discovery(new URL(endpoints().issuer), clientId, undefined, oauth.ClientSecretBasic(secret), {
    algorithm: "oauth2",
    execute: [oauth.allowInsecureRequests],
  });
  return oauth.clientCredentialsGrant(server, scope ? { scope } : {});
}

/** The error code of RFC 6749 section 5.2, or "granted". */
export async function outcomeOf(clientId: string, secret: string, scope?: string): Promise<string> {
  try {
    await askForToken(clientId, secret, scope);
    return "granted";
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError) return error.error;
    if (error instanceof oauth.WWWAuthenticateChallengeError) return error.cause[0]?.parameters.error ?? "invalid_client";
    throw error;
  }
}
