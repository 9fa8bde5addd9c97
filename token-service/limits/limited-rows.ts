import Provider, { type Adapter } from "oidc-provider";
import { tooManyRequests } from "../requests/refusal.ts";
import { factsOf } from "../requests/request-facts.ts";
import type { RateLimit } from "./rate-limit.ts";

/** For what anybody may leave in the table: counted before it is stored. */
export function limited(stored: Adapter, limit: RateLimit): Adapter {
  return {
    ...stored,
    async upsert(...row) {
      const { network = "" } = Provider.ctx ? factsOf(Provider.ctx.req) : {};
      const seconds = limit.closedFor(network) || (await limit.count(network));
      if (seconds > 0) throw tooManyRequests("too many requests came from this address", seconds);
      return stored.upsert(...row);
    },
  };
}
