import type { Logger } from "#lib/log";
import { shownValue } from "#lib/usage/shown-value";
import type { Context, Middleware } from "../middleware.ts";
import { factsOf } from "../requests/request-facts.ts";
import { takesCredentials } from "../requests/token-request.ts";

/** One line for each request of a client that authenticates: who, what came of it, and why. */
export function tokenLog(log: Logger): Middleware {
  return async (ctx, next) => {
    await next();
    if (!takesCredentials(ctx.path) || ctx.method === "OPTIONS") return;
    const { clientId, grantType, detail, isIssued } = factsOf(ctx.req);
    log.info(
      {
        // Some put their secret here.
        client_id: clientId && shownValue(clientId),
        grant_type: grantType && shownValue(grantType),
        endpoint: ctx.path,
        outcome: ctx.status !== 200 ? "refused" : isIssued ? "issued" : "answered",
        status: ctx.status,
        ...errorOf(ctx),
        error_detail: detail,
      },
      "token request",
    );
  };
}

function errorOf(ctx: Context) {
  const body: unknown = ctx.body;
  if (typeof body !== "object" || body === null || !("error" in body)) return {};
  return { error: body.error, error_description: "error_description" in body ? body.error_description : undefined };
}
