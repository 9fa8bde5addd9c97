import { clientAddress, networkOf } from "#lib/client-address";
import type { Middleware } from "../middleware.ts";
import { factsOf } from "./request-facts.ts";

/** Where a request came from, as far as our own proxies say so (RL-05). */
export function caller(trustedProxyCount: number): Middleware {
  return async (ctx, next) => {
    const { socket, headers } = ctx.req;
    factsOf(ctx.req).network = networkOf(clientAddress(socket.remoteAddress, headers["x-forwarded-for"], trustedProxyCount));
    await next();
  };
}
