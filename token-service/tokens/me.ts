import { paths } from "#lib/endpoints";
import type { Middleware } from "../middleware.ts";
import { subjectOf, type TokenRow } from "./access-token.ts";
import { readBearerToken } from "./bearer-token.ts";
import type { TokenReader } from "./jwt-access-token.ts";

/** The sample protected resource: whom the token acts for (R52). */
export function me(reader: TokenReader): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== paths.me) return next();
    const token = await readBearerToken(ctx, reader);
    if (token) ctx.body = toMe(token);
  };
}

function toMe(token: TokenRow) {
  const { client_id, user_id, service_account_id, tenant, team, scope } = token;
  const service_account = service_account_id && { id: service_account_id };
  return { sub: subjectOf(token), client_id, tenant, team, user: user_id && { id: user_id }, service_account, scope: scope ?? "" };
}
