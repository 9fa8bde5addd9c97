import { paths } from "#lib/endpoints";
import type { Middleware } from "../middleware.ts";

/** Where public clients post, some of them from a page. */
const POSTED_FROM_PAGES: ReadonlySet<string> = new Set([paths.token, paths.deviceAuthorization, paths.revocation]);

/**
 * What a browser asks before a page posts JSON (R49). Any page may post; whether it may read the answer is said with that, when the client is known.
 * Content-Type is the only header it may set: a secret has no place in a browser.
 */
export const preflight: Middleware = async (ctx, next) => {
  if (ctx.method !== "OPTIONS" || !POSTED_FROM_PAGES.has(ctx.path)) return next();
  ctx.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "Content-Type",
    "Access-Control-Max-Age": "3600",
  });
  ctx.status = 204;
};
