import { readFileSync } from "node:fs";
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { env } from "#lib/env";

export type Headers = Record<string, string>;
type Answer = { word: string; headers: IncomingHttpHeaders; text: string };

const agent = new Agent({ keepAlive: true });

/** The route of each page and route handler, by its file, as the build knows them. */
export function builtRoutes(): Record<string, string> {
  return JSON.parse(readFileSync(".next/app-path-routes-manifest.json", "utf8"));
}

/** The ID of each server action and a page that has it, as the build knows them. */
export function builtActions(): Record<string, { id: string; route: string }> {
  type Manifest = { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> };
  const { node }: Manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  const routes = builtRoutes();
  return Object.fromEntries(
    Object.entries(node).map(([id, { exportedName, workers }]) => {
      const [worker = ""] = Object.keys(workers);
      return [exportedName, { id, route: routes[worker.slice("app".length)] ?? "" }];
    }),
  );
}

/** `/clients/[clientId]` with the ID in it. */
export function pathOf(route: string, ids: Record<string, string>): string {
  return route.replace(/\[(\w+)\]/g, (_, name) => encodeURIComponent(ids[name] ?? ""));
}

/** What comes of it, in a word of the table: a status, or where it leads. The path goes out as it is, dots and all. */
export async function get(path: string, headers: Headers = {}): Promise<Answer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port } = new URL(env().SETUP_APP_URL);
    request({ hostname, port, path, headers, agent }, resolve).once("error", reject).end();
  });
  const { location } = answer.headers;
  const body = await text(answer);
  // Next asks for a payload under an address that depends on its headers, and says which.
  if (location?.includes("_rsc=") && !path.includes("_rsc=")) return get(location.replace(/^https?:\/\/[^/]+/, ""), headers);
  return { word: wordOf(answer.statusCode ?? 0, location), headers: answer.headers, text: body };
}

/** Calls a server action as the script of a page does: by its ID, with a form. A field may be sent twice. */
export async function call(action: string, path: string, fields: Record<string, string | string[]>, headers: Headers = {}) {
  const built = builtActions()[action];
  if (!built) throw new Error(`the build has no ${action}`);
  const body = new FormData();
  for (const prefix of ["_1_", "_2_"])
    for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) body.append(prefix + name, value);
  // Read as soon as it arrives, so it comes last. Some actions take the state of their form first: there is a form at either place.
  body.append("0", '["$K1","$K2"]');
  const answer = await fetch(`${env().SETUP_APP_URL}${path}`, {
    method: "POST",
    headers: { ...headers, Origin: env().SETUP_APP_URL, "Next-Action": built.id, Accept: "text/x-component" },
    body,
    redirect: "manual",
  });
  return { word: outcomeOf(answer, await answer.text()) };
}

function wordOf(status: number, location?: string): string {
  if (status !== 307) return String(status);
  return location?.startsWith("/sign-in") ? "in" : "home";
}

/** Done, sent to the sign-in page, or refused: for want of a role, because nothing was found, or for what was in the form. */
function outcomeOf(answer: Response, payload: string): string {
  const target = answer.headers.get("x-action-redirect");
  if (target?.startsWith("/sign-in")) return "in";
  if (target) return "done";
  if (answer.status !== 200) return String(answer.status);
  const flash = decodeURIComponent(answer.headers.getSetCookie().find((cookie) => cookie.startsWith("gatehouse.message=")) ?? "");
  const refused = flash.includes('"isRefusal":true') ? flash : /"refused":.*/.exec(payload)?.[0];
  if (refused?.includes("needs the role")) return "403";
  if (refused && /was not found|was answered already, or has ended|No device waits/.test(refused)) return "404";
  if (refused) return "no";
  return flash || /"result":|\n1:"\$undefined"|gatehouse\.theme=/.test(payload + answer.headers.getSetCookie()) ? "done" : "?";
}

/** A request to the token service, as `GET /path`. */
export async function ask(endpoint: string, headers: Headers, form: Record<string, string> = {}) {
  const [method = "", path = ""] = endpoint.split(" ");
  const body = method === "POST" ? new URLSearchParams(form) : null;
  const answer = await fetch(`${env().TOKEN_SERVICE_URL}${path}`, { method, headers, body, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}

/** What the router of a page sends to be given the page alone: the layouts around it, as if it had them. */
export function routerState(route: string, ids: Record<string, string>): string {
  const file = Object.entries(builtRoutes()).find(([, each]) => each === route)?.[0] ?? "";
  const segments = file.split("/").slice(1, -1);
  const state = segments.reduceRight<unknown>(
    (inner, segment) => {
      const name = /^\[(\w+)\]$/.exec(segment)?.[1];
      return [name ? [name, ids[name] ?? "", "d", null] : segment, { children: inner }];
    },
    ["__PAGE__", {}, null, "refetch"],
  );
  return encodeURIComponent(JSON.stringify(["", { children: state }]));
}
