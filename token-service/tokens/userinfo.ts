import { paths } from "#lib/endpoints";
import { findIdentity } from "../grants/identity.ts";
import type { Context, Middleware } from "../middleware.ts";
import { readBearerToken, refuseToken } from "./bearer-token.ts";
import type { TokenReader } from "./jwt-access-token.ts";

/** Who has signed in (OpenID Connect Core section 5.3). The library's own would refuse our tokens, which name an API. */
export function userinfo(reader: TokenReader): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== paths.userinfo) return next();
    // An application that runs in a browser sends the token itself: no cookie is read here.
    ctx.set("Access-Control-Allow-Origin", "*");
    if (ctx.method === "OPTIONS") {
      ctx.set({ "Access-Control-Allow-Methods": "GET, POST", "Access-Control-Allow-Headers": "Authorization", "Access-Control-Max-Age": "3600" });
      ctx.status = 204;
      return;
    }
    ctx.set("Access-Control-Expose-Headers", "WWW-Authenticate");
    const token = await readBearerToken(ctx, reader);
    if (!token) return;
    const { user_id, client_id, scope } = token;
    if (user_id === null || !scope?.split(" ").includes("openid")) return refuseScope(ctx, reader.issuer);
    // Also of a JWT, which says nothing of what was taken back since.
    const identity = await findIdentity(reader.database, user_id, client_id, scope);
    if (identity) ctx.body = identity;
    else refuseToken(ctx, reader.issuer, "AccessTokenRevoked");
  };
}

function refuseScope(ctx: Context, issuer: string): void {
  const description = "the access token was not asked for with the scope openid";
  ctx.status = 403;
  ctx.set("WWW-Authenticate", `Bearer realm="${issuer}", error="insufficient_scope", error_description="${description}", scope="openid"`);
  ctx.body = { error: "insufficient_scope", error_description: description };
}
