import { isClientSecret } from "#lib/secrets/client-secret";
import type { Middleware } from "../middleware.ts";
import { invalidRequest, Refusal } from "./refusal.ts";
import { factsOf } from "./request-facts.ts";
import { sentCredentials } from "./sent-credentials.ts";
import { parametersOf, takesCredentials } from "./token-request.ts";

/** Refuses what cannot be a secret of ours before anything is asked of the database; the library would look the client up first. */
export function malformedSecret(issuer: string): Middleware {
  return async (ctx, next) => {
    if (!takesCredentials(ctx.path)) return next();
    const { client_secret, client_assertion, grant_type } = parametersOf(ctx.req);
    const { authorization } = ctx.headers;
    const { clientId, secret, isBasic } = sentCredentials(ctx);
    const facts = factsOf(ctx.req);
    facts.clientId = clientId;
    facts.grantType = grant_type;

    // RFC 6749 section 2.3
    const methods = [authorization, client_secret, client_assertion].filter((method) => method !== undefined);
    if (methods.length > 1) throw invalidRequest("a client authenticates by one method, not by two");
    if (client_assertion !== undefined) throw invalidClient(issuer, false);
    if (secret !== undefined && !isClientSecret(secret)) {
      facts.detail = "not a secret of this service: wrong prefix, length or checksum";
      throw invalidClient(issuer, isBasic);
    }
    await next();
  };
}

// The library's own words, so that the answer does not tell how far the secret got.
function invalidClient(issuer: string, isBasic: boolean): Refusal {
  const description = "client authentication failed";
  const challenge = `Basic realm="${issuer}", error="invalid_client", error_description="${description}"`;
  return new Refusal(401, "invalid_client", description, isBasic ? { "WWW-Authenticate": challenge } : {});
}
