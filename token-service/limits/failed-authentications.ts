import type { Middleware } from "../middleware.ts";
import { Refusal, tooManyRequests } from "../requests/refusal.ts";
import { factsOf } from "../requests/request-facts.ts";
import { sentCredentials } from "../requests/sent-credentials.ts";
import { takesCredentials } from "../requests/token-request.ts";
import type { Limits } from "./limits.ts";

/**
 * Limits how often clients fail to authenticate from one address. Success costs no query. Nobody can be locked out by a stranger, not even
 * behind the same address: the right secret is always let in. 256 random bits are not guessed, so all that is limited is the noise.
 */
export function failedAuthentications({ failures, failuresOfClient }: Limits): Middleware {
  return async (ctx, next) => {
    if (!takesCredentials(ctx.path)) return next();
    const { clientId = "" } = sentCredentials(ctx);
    const { network = "" } = factsOf(ctx.req);
    const ofClient = `${network} ${clientId.slice(0, 200)}`;
    const closedFor = Math.max(failures.closedFor(network), failuresOfClient.closedFor(ofClient));
    try {
      await next();
    } catch (error) {
      // What was refused without a query is not worth one.
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      const seconds = closedFor || failuresOfClient.countHere(ofClient) || failures.countHere(network);
      throw seconds > 0 ? tooManyFailures(seconds) : error;
    }
    if (ctx.status !== 401) return;
    const seconds = closedFor || (await failuresOfClient.count(ofClient)) || (await failures.count(network));
    if (seconds > 0) throw tooManyFailures(seconds);
  };
}

function tooManyFailures(seconds: number): Refusal {
  return tooManyRequests("too many requests from this address came with a client that is unknown or a secret that is wrong", seconds);
}
