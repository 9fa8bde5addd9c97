import type { IncomingMessage } from "node:http";
import { paths } from "#lib/endpoints";
import type { Context, Middleware } from "../middleware.ts";
import { type Parameters, parseForm, parseJson } from "./parse-parameters.ts";
import { readBody } from "./read-body.ts";
import { invalidRequest } from "./refusal.ts";

const parsers = { "application/x-www-form-urlencoded": parseForm, "application/json": parseJson };

type ReadRequest = IncomingMessage & { body?: Parameters };

/** Reads the parameters of a token request, form-encoded or JSON, and hands them to the library as a form (R49). */
export const tokenRequest: Middleware = async (ctx, next) => {
  if (!takesCredentials(ctx.path)) return next();
  if (ctx.querystring) throw invalidRequest("parameters belong in the body, not in the address");
  const request: ReadRequest = ctx.req;
  request.body = await readParameters(ctx);
  request.headers["content-type"] = "application/x-www-form-urlencoded";
  tidyAuthorization(request);
  await withOwnCors(ctx, next);
};

// RFC 9110 section 11.4 lets any number of spaces stand behind the scheme; the library lets one. Some send the header empty, and mean that they have none.
function tidyAuthorization({ headers }: IncomingMessage): void {
  if (headers.authorization === "") delete headers.authorization;
  else if (headers.authorization !== undefined) headers.authorization = headers.authorization.replace(/^(\S+) +/, "$1 ");
}

const CREDENTIALS: ReadonlySet<string> = new Set([paths.token, paths.deviceAuthorization, paths.revocation, paths.introspection]);

/** Where a client authenticates (RFC 6749 section 2.3, RFC 8628 section 3.1, RFC 7009 section 2.1, RFC 7662 section 2.1). */
export function takesCredentials(path: string): boolean {
  return CREDENTIALS.has(path);
}

/** Those that tokenRequest has read. */
export function parametersOf(request: ReadRequest): Parameters {
  return request.body ?? {};
}

// A form is ASCII, and some libraries call it by an older name. Whatever it is called, it is read as UTF-8 (RFC 6749 appendix B).
const ALIKE_IN_ASCII: ReadonlySet<string> = new Set(["", "utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252"]);

async function readParameters(ctx: Context): Promise<Parameters> {
  const type = ctx.request.type.toLowerCase();
  const body = await readBody(ctx.req);
  if (type !== "application/x-www-form-urlencoded" && type !== "application/json") {
    throw invalidRequest("the body must be application/x-www-form-urlencoded or application/json");
  }
  if (!ALIKE_IN_ASCII.has(ctx.request.charset.toLowerCase())) throw invalidRequest("the body must be UTF-8");
  if (ctx.get("content-encoding")) throw invalidRequest("the body must not be compressed");
  if (!body) throw invalidRequest("the body is empty");
  return parsers[type](body);
}

// The library would repeat any Origin it is told. A secret has no place in a browser; a public client's page may read its answer where it is sent back to.
async function withOwnCors(ctx: Context, next: () => Promise<unknown>): Promise<void> {
  const { origin } = ctx.req.headers;
  delete ctx.req.headers.origin;
  try {
    await next();
  } finally {
    // A refusal that is thrown is answered further out.
    shareAnswer(ctx, origin);
  }
}

function shareAnswer(ctx: Context, origin: string | undefined): void {
  for (const name of ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Vary"]) ctx.remove(name);
  const client = "oidc" in ctx ? ctx.oidc.client : undefined;
  if (client?.clientAuthMethod !== "none") return;
  ctx.set("Vary", "Origin");
  // "null" is what an address with a scheme of its own has, and every sandboxed frame.
  if (origin && origin !== "null" && client.redirectUris?.some((uri: string) => new URL(uri).origin === origin)) ctx.set("Access-Control-Allow-Origin", origin);
}
