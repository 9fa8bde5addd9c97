import { paths } from "#lib/endpoints";
import type { Database } from "../database.ts";
import type { Digest } from "../hosts/token-host.ts";
import type { Context, Middleware } from "../middleware.ts";
import { Refusal } from "../requests/refusal.ts";
import { factsOf } from "../requests/request-facts.ts";
import { parametersOf } from "../requests/token-request.ts";
import { beginExchange, type Exchange, writeExchange } from "./exchange.ts";
import { isRetry, repeatedAnswer, sealAnswer } from "./refresh-grace.ts";

/**
 * Writes what a token request has used up and given once the library is through with it: what fails on our side has used up nothing,
 * and may be asked again. A refused request gives nothing, and what it used up stays used.
 */
export function tokenExchange(database: Database, digest: Digest): Middleware {
  return async (ctx, next) => {
    const { grant_type, refresh_token } = ctx.path === paths.token ? parametersOf(ctx.req) : {};
    if (grant_type === undefined || grant_type === "client_credentials") return next();
    const exchange = beginExchange(ctx.req);
    await next();
    if (exchange.used && !factsOf(ctx.req).failure) await finish(ctx, exchange, refresh_token);
    const answer = repeatedAnswer(ctx.req);
    if (!answer) return;
    ctx.status = 200;
    ctx.body = answer;
  };

  async function finish(ctx: Context, exchange: Exchange, refreshToken: string | undefined): Promise<void> {
    if (ctx.status !== 200) {
      await writeExchange(database, { ...exchange, given: [] });
      return;
    }
    const kept = refreshToken === undefined ? exchange : { ...exchange, answer: sealAnswer(refreshToken, ctx.body) };
    if (await writeExchange(database, kept)) return;
    // Another request with the same one came first.
    const facts = factsOf(ctx.req);
    delete facts.isIssued;
    if (refreshToken !== undefined) await isRetry(database, digest, refreshToken, ctx);
    if (repeatedAnswer(ctx.req)) return;
    facts.detail = "used already, or revoked";
    throw new Refusal(400, "invalid_grant", "grant request is invalid");
  }
}
