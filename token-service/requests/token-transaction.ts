import { paths } from "#lib/endpoints";
import type { Database } from "../database.ts";
import type { Middleware } from "../middleware.ts";
import { factsOf } from "./request-facts.ts";
import { parametersOf } from "./token-request.ts";

/**
 * One transaction for a token request that uses something up: what fails on our side has used up nothing, and may be asked again.
 * A refusal commits, because the end of a grant whose code or token was replayed must stay.
 */
export function tokenTransaction(database: Database): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== paths.token || parametersOf(ctx.req).grant_type === "client_credentials") return next();
    await database.transaction(async () => {
      await next();
      const { failure } = factsOf(ctx.req);
      if (failure) throw failure;
    });
  };
}
