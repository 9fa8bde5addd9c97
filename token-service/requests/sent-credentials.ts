import type { Context } from "../middleware.ts";
import { basicCredentials } from "./basic-credentials.ts";
import { parametersOf } from "./token-request.ts";

/** What a client says of itself, in either place (RFC 6749 section 2.3.1). */
export function sentCredentials(ctx: Context): { clientId?: string | undefined; secret?: string | undefined; isBasic: boolean } {
  const { client_id, client_secret } = parametersOf(ctx.req);
  const { authorization } = ctx.headers;
  const basic = authorization === undefined ? null : basicCredentials(authorization);
  return { clientId: basic?.clientId ?? client_id, secret: basic?.secret ?? client_secret, isBasic: basic !== null };
}
