import { createHash } from "node:crypto";
import type { Context } from "../middleware.ts";

const STYLE =
  "body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem;color:#1c1917;background:#fafaf9}" +
  "h1{font-size:1.25rem}dt{color:#57534e}dd{margin:0 0 .5rem;font-family:ui-monospace,monospace;overflow-wrap:anywhere}" +
  "@media(prefers-color-scheme:dark){body{color:#f5f5f4;background:#1c1917}dt{color:#a8a29e}}";
const POLICY = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; frame-ancestors 'none'; base-uri 'none'`;

const reasons: Record<string, string> = {
  invalid_client: "The application that sent you here is not known, or is switched off.",
  invalid_redirect_uri: "The application asked to be answered at an address that is not registered for it, so you were not sent there.",
  temporarily_unavailable: "Signing in does not work right now. Try again in a moment.",
  server_error: "Something went wrong here. It was logged; try again in a moment.",
};

/** What a person sees when a request cannot go on and must not be redirected (RFC 6749 section 4.1.2.1). */
export function showErrorPage(ctx: Context, { error, error_description }: { error: string; error_description?: string | undefined }): void {
  ctx.type = "html";
  ctx.set("Content-Security-Policy", POLICY);
  ctx.body = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>This request cannot go on</title>
<style>${STYLE}</style>
<main>
<h1>This request cannot go on</h1>
<p>${reasons[error] ?? "The application that sent you here made a request that cannot be answered, or it has ended."}</p>
<p>Go back to the application and start again. If it happens again, tell the people who make it what stands below.</p>
<dl><dt>Error</dt><dd>${escapeHtml(error)}</dd><dt>In words</dt><dd>${escapeHtml(error_description ?? "none")}</dd></dl>
</main>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
