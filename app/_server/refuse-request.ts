import type { IncomingMessage } from "node:http";

const METHODS = ["GET", "HEAD", "POST"];
const MAX_BODY_BYTES = 64 * 1024;
/** Where staff paste lists of tenants. Next itself refuses more (next.config.js). */
const LONG_FORMS = /^\/clients\/\w+\/(bulk\/new|migration)(\?|$)/;
const MAX_LONG_FORM_BYTES = 1_000_000;

/** What Next would answer with a 500, or do although it should not. Null for a request that may go on. */
export function refusalOf(request: IncomingMessage, setupAppUrl: string): { status: number; text: string } | null {
  if (!METHODS.includes(request.method ?? "")) return { status: 405, text: "This method is not used here." };
  if (!isPath(request.url)) return { status: 400, text: "This address is not one." };
  // Next's own error page, which it serves as a page that caches may keep.
  if (request.url?.startsWith("/_global-error")) return { status: 404, text: "There is nothing here." };
  if (request.method !== "POST") return null;

  const { origin, "sec-fetch-site": site, "content-length": length, "content-type": type = "" } = request.headers;
  // A form of another site, or a request whose sender does not say: either could act with somebody's cookie.
  if (origin !== setupAppUrl || (site !== undefined && site !== "same-origin")) {
    return { status: 403, text: `This form was not sent from ${setupAppUrl}. Open Gatehouse at that address and try again.` };
  }
  if (length === undefined) return { status: 411, text: "The request does not say how long it is." };
  const most = LONG_FORMS.test(request.url ?? "") ? MAX_LONG_FORM_BYTES : MAX_BODY_BYTES;
  if (Number(length) > most) return { status: 413, text: `This form is larger than Gatehouse accepts (${Math.floor(most / 1024)} KiB). Nothing was changed.` };
  // The scripts of a page send actions as forms too; what is sent otherwise is nobody's form.
  if (request.headers["next-action"] !== undefined && !/^multipart\/form-data/i.test(type))
    return { status: 400, text: "The form is not complete. Nothing was changed." };
  if (/^multipart\/form-data(?!.*boundary=)/i.test(type)) return { status: 400, text: "The form is not complete. Nothing was changed." };
  return null;
}

/** A browser resolves dots before it asks. What we compare here Next would resolve later, to another page. */
function isPath(url = ""): boolean {
  try {
    const path = decodeURIComponent(url.split("?", 1)[0] ?? "");
    return path.startsWith("/") && path.isWellFormed() && !/(^|[/\\])\.{1,2}([/\\]|$)/.test(path);
  } catch {
    return false;
  }
}
