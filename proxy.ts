import { type NextRequest, NextResponse } from "next/server";
import { openidProvider } from "#lib/members/openid-provider";

/** Gives each page its own CSP nonce, and answers malformed forms before Next would with a 500. */
export async function proxy(request: NextRequest): Promise<Response> {
  if (request.method === "POST" && !(await isWholeForm(request))) {
    return new Response("The form is not complete. Nothing was changed.\n", { status: 400 });
  }
  const nonce = btoa(crypto.randomUUID());
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    // Radix places its menus and dialogs by a style sheet of its own.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action ${formTargets(request.nextUrl.pathname)}`,
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-gatehouse-path", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

async function isWholeForm(request: NextRequest): Promise<boolean> {
  if (!request.headers.get("content-type")?.startsWith("multipart/form-data")) return true;
  const form = await request
    .clone()
    .formData()
    .catch(() => null);
  if (!form) return false;
  // The arguments of an action: as its page bound them (`$ACTION_1:1`), or as its script sends them (`0`).
  const lists = [...form].filter(([name]) => /^\$ACTION_\d+:1$/.test(name) || (name === "0" && request.headers.has("next-action")));
  return lists.every(([, text]) => typeof text === "string" && isArgumentList(text));
}

/** What React can read back: values, and of its own references only those to the form and to plain values. */
function isArgumentList(text: string): boolean {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.length <= 4 && isPlain(list, 8);
  } catch {
    return false;
  }
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === "string") return !/^\$(?![$KDNIun-])/.test(value);
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((inner) => isPlain(inner, depth - 1));
}

/** A browser holds every redirect of a form against this list, and two pages have a form that leads to the provider. */
function formTargets(path: string): string {
  const provider = path === "/sign-in" || path.startsWith("/link/") ? openidProvider() : null;
  return provider ? `'self' ${provider.origin}` : "'self'";
}

export const config = { matcher: ["/((?!_next/static/|api/health$|api/ready$|icon\\.svg$).*)"] };
