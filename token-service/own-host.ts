import type { Middleware } from "./middleware.ts";
import { Refusal } from "./refusal.ts";
import { HEALTH_PATHS } from "./routes.ts";

/** A request for another host is not for us: the address of an answer must not be the caller's to choose. */
export function ownHost(issuer: string): Middleware {
  const { protocol, host } = new URL(issuer);
  return async (ctx, next) => {
    const isOwn = HEALTH_PATHS.includes(ctx.path) || URL.parse(`${protocol}//${ctx.host}`)?.host === host;
    if (!isOwn) throw new Refusal(421, "invalid_request", "this host is not served here");
    await next();
  };
}
