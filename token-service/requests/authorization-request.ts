import { paths } from "#lib/endpoints";
import type { Context, Middleware } from "../middleware.ts";
import { parseForm } from "./parse-parameters.ts";
import { invalidRequest } from "./refusal.ts";

// It is kept until the person has answered. A redirect URI and the parameters that clients send fit twice.
const LONGEST = 6_000;

/** Reads the parameters of an authorisation request as strictly as those of a token request, before the library does. */
export const authorizationRequest: Middleware = async (ctx, next) => {
  if (!isAuthorization(ctx.path)) return next();
  if (ctx.querystring.length > LONGEST) throw invalidRequest(`the request is longer than ${LONGEST} characters`);
  const parameters = parseForm(ctx.querystring);
  if (ctx.path === paths.authorization) {
    if (parameters.response_mode !== undefined && parameters.response_mode !== "query") throw invalidRequest("the answer comes in the query, and only there");
    // Some clients leave it out (R49), and there is only one.
    ctx.query = { response_type: "code", ...parameters };
  }
  await next();
  forgetSession(ctx);
};

export function isAuthorization(path: string): boolean {
  return path === paths.authorization || path.startsWith(`${paths.authorization}/`);
}

// Who is signed in is the setup app's to know: the library's own session would outlive it (R54). It keeps only the cookie that a request comes back with.
function forgetSession(ctx: Context): void {
  const cookies = [ctx.response.get("Set-Cookie") ?? []].flat().filter((cookie) => cookie.startsWith("gh_ts_resume"));
  ctx.remove("Set-Cookie");
  if (cookies.length > 0) ctx.set("Set-Cookie", cookies);
}
