import { paths } from "#lib/endpoints";
import type { Middleware } from "./middleware.ts";
import { Refusal } from "./requests/refusal.ts";

/** Asked by whoever watches over the process, under any host name. */
export const HEALTH_PATHS = ["/health", "/ready"];

const READ = ["GET", "HEAD"];
export const methods = new Map([
  ...HEALTH_PATHS.map((path) => [path, READ] as const),
  [paths.metadata, READ],
  [paths.jwks, READ],
  [paths.openidMetadata, READ],
  [paths.me, READ],
  [paths.userinfo, [...READ, "POST", "OPTIONS"]],
  [paths.authorization, ["GET", "POST"]],
  [paths.token, ["POST", "OPTIONS"]],
  [paths.deviceAuthorization, ["POST", "OPTIONS"]],
  [paths.revocation, ["POST", "OPTIONS"]],
  [paths.introspection, ["POST"]],
]);
// What the library makes up for an interaction.
const RETURN = new RegExp(`^${paths.authorization}/[\\w-]{10,100}$`);

/** Everything that is served, to the letter. The library has more, and takes paths in any case: none of that is reached. */
export const routes: Middleware = async (ctx, next) => {
  const allowed = RETURN.test(ctx.path) ? ["GET"] : methods.get(ctx.path);
  if (!allowed) throw new Refusal(404, "not_found", "there is nothing here");
  if (!allowed.includes(ctx.method)) {
    throw new Refusal(405, "invalid_request", `use ${allowed.join(" or ")}`, { Allow: allowed.join(", ") });
  }
  await next();
};
