import { paths } from "#lib/endpoints";
import { subjectOf, type TokenRow } from "./access-token.ts";
import type { TokenReader } from "./jwt-access-token.ts";
import type { Context, Middleware } from "./middleware.ts";
import { readToken } from "./read-token.ts";
import { invalidRequest } from "./refusal.ts";

const refusals = {
  InvalidAccessToken: "the access token is not one of this service",
  AccessTokenExpired: "the access token has expired",
  AccessTokenRevoked: "the access token was revoked, or what it stands for was switched off",
};

/** The sample protected resource: whom the token acts for (R52). */
export function me(reader: TokenReader): Middleware {
  const { issuer } = reader;
  return async (ctx, next) => {
    if (ctx.path !== paths.me) return next();
    if (ctx.query.access_token !== undefined) throw invalidRequest("an access token does not belong in an address");
    const { authorization = "" } = ctx.headers;
    if (!/^bearer\b/i.test(authorization)) return challenge(ctx, issuer);
    const token = /^bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    const found = token === undefined ? null : await readToken(token, reader);
    if (!found || found.kind === "RefreshToken") refuse(ctx, issuer, "InvalidAccessToken");
    else if (found.is_ended) refuse(ctx, issuer, "AccessTokenRevoked");
    else if (found.is_expired) refuse(ctx, issuer, "AccessTokenExpired");
    else ctx.body = toMe(found);
  };
}

function toMe(token: TokenRow) {
  const { client_id, user_id, service_account_id, tenant, team, scope } = token;
  const service_account = service_account_id && { id: service_account_id };
  return { sub: subjectOf(token), client_id, tenant, team, user: user_id && { id: user_id }, service_account, scope: scope ?? "" };
}

// RFC 6750 section 3.1: without a token there is no error to name
function challenge(ctx: Context, issuer: string): void {
  ctx.status = 401;
  ctx.set("WWW-Authenticate", `Bearer realm="${issuer}"`);
  ctx.body = { error: "unauthorized", error_description: "this needs an access token", errors: [{ Code: "InvalidAccessToken" }] };
}

function refuse(ctx: Context, issuer: string, code: keyof typeof refusals): void {
  ctx.status = 401;
  ctx.set("WWW-Authenticate", `Bearer realm="${issuer}", error="invalid_token", error_description="${refusals[code]}"`);
  ctx.body = { error: "invalid_token", error_description: refusals[code], errors: [{ Code: code }] };
}
