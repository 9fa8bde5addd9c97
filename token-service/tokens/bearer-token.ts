import type { Context } from "../middleware.ts";
import { invalidRequest } from "../requests/refusal.ts";
import type { TokenRow } from "./access-token.ts";
import type { TokenReader } from "./jwt-access-token.ts";
import { readToken } from "./read-token.ts";

const refusals = {
  InvalidAccessToken: "the access token is not one of this service",
  AccessTokenExpired: "the access token has expired",
  AccessTokenRevoked: "the access token was revoked, or what it stands for was switched off",
};

/** The access token of a protected call (RFC 6750). Null when it was refused, and the answer says why (R52). */
export async function readBearerToken(ctx: Context, reader: TokenReader): Promise<TokenRow | null> {
  if (ctx.query.access_token !== undefined) throw invalidRequest("an access token does not belong in an address");
  const { authorization = "" } = ctx.headers;
  if (!/^bearer\b/i.test(authorization)) return challenge(ctx, reader.issuer);
  const token = /^bearer +([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
  const found = token === undefined ? null : await readToken(token, reader);
  if (!found || found.kind === "RefreshToken") return refuseToken(ctx, reader.issuer, "InvalidAccessToken");
  if (found.is_ended) return refuseToken(ctx, reader.issuer, "AccessTokenRevoked");
  return found.is_expired ? refuseToken(ctx, reader.issuer, "AccessTokenExpired") : found;
}

// RFC 6750 section 3.1: without a token there is no error to name
function challenge(ctx: Context, issuer: string): null {
  ctx.status = 401;
  ctx.set("WWW-Authenticate", `Bearer realm="${issuer}"`);
  ctx.body = { error: "unauthorized", error_description: "this needs an access token", errors: [{ Code: "InvalidAccessToken" }] };
  return null;
}

export function refuseToken(ctx: Context, issuer: string, code: keyof typeof refusals): null {
  ctx.status = 401;
  ctx.set("WWW-Authenticate", `Bearer realm="${issuer}", error="invalid_token", error_description="${refusals[code]}"`);
  ctx.body = { error: "invalid_token", error_description: refusals[code], errors: [{ Code: code }] };
  return null;
}
