import { type NextRequest, NextResponse } from "next/server";
import { openidProvider } from "#lib/members/openid-provider";

/** Gives each page its own CSP nonce, and answers malformed forms before Next would with a 500. */
export async function proxy(request: NextRequest): Promise<Response> {
  if (request.method === "POST" && request.headers.get("content-type")?.startsWith("multipart/form-data")) {
    const isForm = await request
      .clone()
      .formData()
      .then(
        () => true,
        () => false,
      );
    if (!isForm) return new Response("The form is not complete. Nothing was changed.\n", { status: 400 });
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

/** A browser holds every redirect of a form against this list, and two pages have a form that leads to the provider. */
function formTargets(path: string): string {
  const provider = path === "/sign-in" || path.startsWith("/link/") ? openidProvider() : null;
  return provider ? `'self' ${provider.origin}` : "'self'";
}

export const config = { matcher: ["/((?!_next/static|api/health|api/ready|icon.svg).*)"] };
