import type { Middleware } from "./middleware.ts";
import { Refusal } from "./refusal.ts";
import { HEALTH_PATHS } from "./routes.ts";

/** A request for another host is not for us: the address of an answer must not be the caller's to choose. */
export function ownHost(issuer: string): Middleware {
  const { protocol, host, hostname, port } = new URL(issuer);
  const own = [host, `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`];
  return async (ctx, next) => {
    const named = (ctx.app.proxy && ctx.get("X-Forwarded-Host")) || ctx.get("Host");
    const isOwn = named.split(",").every((name) => own.includes(name.trim().toLowerCase()));
    if (!isOwn && !HEALTH_PATHS.includes(ctx.path)) throw new Refusal(421, "invalid_request", "this host is not served here");
    await next();
  };
}
