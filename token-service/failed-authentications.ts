import { sha256 } from "#lib/random";
import type { Limits } from "./limits.ts";
import type { Context, Middleware } from "./middleware.ts";
import { createRecent } from "./recent.ts";
import { Refusal, tooManyRequests } from "./refusal.ts";
import { factsOf } from "./request-facts.ts";
import { sentCredentials } from "./sent-credentials.ts";
import { takesCredentials } from "./token-request.ts";

const MOST_KNOWN = 10_000;

/**
 * Limits how often clients fail to authenticate from one address. Success costs no query. Nobody can lock a client out: it is let in from
 * every other address, and also from this one when it was seen to succeed with the same secret.
 */
export function failedAuthentications({ failures, failuresOfClient }: Limits): Middleware {
  // What was right a moment ago.
  const known = createRecent<true>(MOST_KNOWN);
  return async (ctx, next) => {
    if (!takesCredentials(ctx.path)) return next();
    const { clientId = "", secret = "" } = sentCredentials(ctx);
    const { network = "" } = factsOf(ctx.req);
    const ofClient = `${network} ${clientId.slice(0, 200)}`;
    const credentials = `${clientId} ${Buffer.from(sha256(secret)).toString("base64")}`;
    const closedFor = Math.max(failures.closedFor(network), failuresOfClient.closedFor(ofClient));
    if (closedFor > 0 && !known.get(credentials)) throw tooManyFailures(closedFor);
    try {
      await next();
    } catch (error) {
      // What was refused without a query is not worth one.
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      const seconds = failuresOfClient.countHere(ofClient) || failures.countHere(network);
      throw seconds > 0 ? tooManyFailures(seconds) : error;
    }
    if (hasAuthenticated(ctx)) known.set(credentials, true);
    else if (ctx.status === 401) {
      known.forget(credentials);
      const seconds = (await failuresOfClient.count(ofClient)) || (await failures.count(network));
      if (seconds > 0) throw tooManyFailures(seconds);
    }
  };
}

function tooManyFailures(seconds: number): Refusal {
  return tooManyRequests("too many requests from this address came with a client that is unknown or a secret that is wrong", seconds);
}

function hasAuthenticated(ctx: Context): boolean {
  if (ctx.status === 401) return false;
  return factsOf(ctx.req).secretId !== undefined || ("oidc" in ctx && ctx.oidc.client?.clientAuthMethod === "none");
}
