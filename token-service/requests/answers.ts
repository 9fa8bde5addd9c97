import type { Logger } from "#lib/log";
import { DatabaseUnavailable } from "../database.ts";
import type { Context, Middleware } from "../middleware.ts";
import { isAuthorization } from "./authorization-request.ts";
import { showErrorPage } from "./error-page.ts";
import { Refusal } from "./refusal.ts";
import { factsOf } from "./request-facts.ts";

const UNAVAILABLE = new Refusal(503, "temporarily_unavailable", "the token service cannot reach its database right now; try again in a moment", {
  "Retry-After": "5",
});
const BROKEN = new Refusal(500, "server_error", "something went wrong; it was logged");

/** The headers of every answer, and an answer in JSON for everything that fails: no stack, no SQL, no version. */
export function answers(issuer: string, log: Logger): Middleware {
  const isHttps = issuer.startsWith("https:");
  return async (ctx, next) => {
    ctx.set({
      "Cache-Control": "no-store",
      Pragma: "no-cache",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    });
    if (isHttps) ctx.set("Strict-Transport-Security", "max-age=63072000");
    try {
      await next();
      const { failure } = factsOf(ctx.req);
      if (failure) throw failure;
    } catch (error) {
      answer(ctx, toRefusal(error, log));
    }
  };
}

function answer(ctx: Context, refusal: Refusal): void {
  const facts = factsOf(ctx.req);
  facts.refused = { error: refusal.error, description: refusal.description, detail: facts.detail };
  ctx.status = refusal.status;
  ctx.remove("WWW-Authenticate");
  ctx.set(refusal.headers);
  const out = { error: refusal.error, error_description: refusal.description };
  if (!isAuthorization(ctx.path)) {
    ctx.body = out;
    return;
  }
  ctx.remove("Location");
  showErrorPage(ctx, out);
}

function toRefusal(error: unknown, log: Logger): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseUnavailable) {
    log.error({ reason: error.cause instanceof Error ? error.cause.message : undefined }, "the database cannot be reached");
    return UNAVAILABLE;
  }
  log.error({ err: error }, "a request failed");
  return BROKEN;
}
