import type { IncomingMessage } from "node:http";
import type { Middleware } from "../middleware.ts";
import { Refusal } from "../requests/refusal.ts";
import { factsOf } from "../requests/request-facts.ts";
import { HEALTH_PATHS } from "../routes.ts";

/** A request for another host is not for us: the address of an answer must not be the caller's to choose. */
export function ownHost(issuer: string): Middleware {
  const { protocol, host, hostname, port } = new URL(issuer);
  const own = [host, `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`];
  return async (ctx, next) => {
    const isOwn = namedHosts(ctx.req, ctx.app.proxy).every((name) => own.includes(name));
    const { failure } = factsOf(ctx.req);
    // Nobody could say whether it is the host of a tenant.
    if (failure) throw failure;
    if (!isOwn && !HEALTH_PATHS.includes(ctx.path)) throw new Refusal(421, "invalid_request", "this host is not served here");
    await next();
  };
}

/** What a request, and the proxies that may be believed, call this host. */
export function namedHosts({ headers }: IncomingMessage, isProxied: boolean): string[] {
  const forwarded = isProxied ? [headers["x-forwarded-host"] ?? []].flat().join(",") : "";
  return (forwarded || (headers.host ?? "")).split(",").map((name) => name.trim().toLowerCase());
}
