import { paths } from "#lib/endpoints";
import type { Middleware } from "../middleware.ts";
import { KEY_SET_MAX_AGE, type SigningKeys } from "./signing-keys.ts";

/** The public keys, for whoever checks a JWT (RFC 7517 section 5). */
export function jwks(keys: SigningKeys): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== paths.jwks) return next();
    ctx.set({ "Cache-Control": `public, max-age=${KEY_SET_MAX_AGE}`, "Access-Control-Allow-Origin": "*" });
    ctx.remove("Pragma");
    ctx.body = { keys: keys.current().published };
  };
}
