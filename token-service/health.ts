import type { Database } from "./database.ts";
import type { Middleware } from "./middleware.ts";

const ASK_DATABASE = { name: "ask-database", text: "select from oidc_artifact limit 0" };

/** `/health`: the process is alive. `/ready`: it can work, for it is not about to end, and the database answers and is set up. */
export function health(database: Database, isStopping: () => boolean): Middleware {
  return async (ctx, next) => {
    if (ctx.path === "/health") ctx.body = { status: "ok" };
    else if (ctx.path === "/ready") {
      const isReady =
        !isStopping() &&
        (await database.query(ASK_DATABASE).then(
          () => true,
          () => false,
        ));
      ctx.status = isReady ? 200 : 503;
      ctx.body = isReady
        ? { status: "ready" }
        : { status: "unavailable", reason: isStopping() ? "It is being stopped." : "The database cannot be reached, or is not set up." };
    } else await next();
  };
}
