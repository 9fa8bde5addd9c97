import { paths } from "#lib/endpoints";
import { setupOf } from "../clients/client-setup.ts";
import type { Context, Middleware } from "../middleware.ts";
import { Refusal } from "../requests/refusal.ts";
import { parametersOf } from "../requests/token-request.ts";
import { subjectOf, type TokenRow } from "./access-token.ts";
import type { TokenReader } from "./jwt-access-token.ts";
import { readToken } from "./read-token.ts";

type Client = Parameters<typeof setupOf>[0];

const INACTIVE = { active: false };

/**
 * RFC 7662. The library authenticates the client, and we answer: a client learns of its own tokens what /v1/me would say at this moment, the
 * company's own API of every access token, and everybody of any other token that it is not active.
 */
export function introspection(reader: TokenReader): Middleware {
  return async (ctx, next) => {
    await next();
    if (ctx.path !== paths.introspection || !isAuthenticated(ctx)) return;
    const client = "oidc" in ctx ? ctx.oidc.client : undefined;
    if (!client || client.clientAuthMethod === "none") throw new Refusal(401, "invalid_client", "only a client with a secret may ask about tokens");
    const found = await readToken(parametersOf(ctx.req).token ?? "", reader);
    const isAlive = found && !found.is_ended && !found.is_expired;
    ctx.status = 200;
    ctx.body = isAlive && mayLearnOf(client, found) ? toIntrospection(reader.issuer, found) : INACTIVE;
  };
}

// What looks like a JWT the library will not look at, but by then it knows the client.
function isAuthenticated({ status, body }: Context): boolean {
  return status === 200 || (status === 400 && (body as { error?: string }).error === "unsupported_token_type");
}

// An API need not know what refreshes, and one of a sandbox nothing of production (R47).
function mayLearnOf(client: Client, token: TokenRow): boolean {
  if (token.client_id === client.clientId) return true;
  const { may_introspect, environment } = setupOf(client);
  return may_introspect && token.kind !== "RefreshToken" && token.environment === environment;
}

function toIntrospection(issuer: string, token: TokenRow) {
  return {
    active: true,
    client_id: token.client_id,
    ...(token.scope && { scope: token.scope }),
    sub: subjectOf(token),
    exp: token.expires_at,
    iat: token.issued_at,
    iss: issuer,
    aud: token.audience ?? issuer,
    ...(token.kind !== "RefreshToken" && { token_type: "Bearer" }),
    ...(token.tenant_id && { tenant_id: token.tenant_id }),
    ...(token.team && { team_id: token.team.id }),
    ...(token.user_id && { user_id: token.user_id }),
    ...(token.service_account_id && { service_account_id: token.service_account_id }),
  };
}
