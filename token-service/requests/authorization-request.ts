import { paths } from "#lib/endpoints";
import type { Context, Middleware } from "../middleware.ts";
import { type Parameters, parseForm } from "./parse-parameters.ts";
import { readBody } from "./read-body.ts";
import { invalidRequest } from "./refusal.ts";

// It is kept until the person has answered. A redirect URI and the parameters that clients send fit twice.
const LONGEST = 6_000;

/** Reads the parameters of an authorisation request as strictly as those of a token request, before the library does. */
export const authorizationRequest: Middleware = async (ctx, next) => {
  if (!isAuthorization(ctx.path)) return next();
  const sent = await readSent(ctx);
  if (sent.length > LONGEST) throw invalidRequest(`the request is longer than ${LONGEST} characters`);
  const parameters = parseForm(sent);
  if (ctx.path === paths.authorization) {
    if (parameters.response_mode !== undefined && parameters.response_mode !== "query") throw invalidRequest("the answer comes in the query, and only there");
    // Some clients leave it out (R49), and there is only one.
    ctx.query = { response_type: "code", ...toPlainOauth(withAnotherAccount(parameters)) };
  }
  await next();
  forgetSession(ctx);
};

export function isAuthorization(path: string): boolean {
  return path === paths.authorization || path.startsWith(`${paths.authorization}/`);
}

/** OpenID Connect Core section 3.1.2.1: by GET or by POST, which from here on are the same. */
async function readSent(ctx: Context): Promise<string> {
  if (ctx.method !== "POST") return ctx.querystring;
  if (ctx.querystring) throw invalidRequest("what is posted has its parameters in the body, and none in the address");
  if (ctx.request.type.toLowerCase() !== "application/x-www-form-urlencoded") throw invalidRequest("the body must be application/x-www-form-urlencoded");
  const body = await readBody(ctx.req);
  ctx.method = "GET";
  return body;
}

// They shape an ID token alone. Without one they mean nothing, and what means nothing is ignored (RFC 6749 section 3.1).
// max_age and id_token_hint are left to be refused: who sends them counts on a person being asked again.
const OF_ID_TOKENS = ["nonce", "acr_values", "claims", "claims_locales"];

function toPlainOauth(parameters: Parameters): Parameters {
  if (parameters.scope?.split(" ").includes("openid")) return parameters;
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !OF_ID_TOKENS.includes(name)));
}

// Who signs in anew says who they are: there is one account at a time in a browser, and so no list to choose from.
function withAnotherAccount({ prompt, ...parameters }: Parameters): Parameters {
  if (prompt === undefined) return parameters;
  const asked = prompt.split(" ").map((word) => (word === "select_account" ? "login" : word));
  return { ...parameters, prompt: [...new Set(asked)].join(" ") };
}

// Who is signed in is the setup app's to know: the library's own session would outlive it (R54). It keeps only the cookie that a request comes back with.
function forgetSession(ctx: Context): void {
  const cookies = [ctx.response.get("Set-Cookie") ?? []].flat().filter((cookie) => cookie.startsWith("gh_ts_resume"));
  ctx.remove("Set-Cookie");
  if (cookies.length > 0) ctx.set("Set-Cookie", cookies);
}
