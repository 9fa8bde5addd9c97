import type { Difference, NearestUri, UriComponent } from "#lib/clients/nearest-redirect-uri";
import { isLoopbackHost } from "#lib/clients/redirect-uri-host";

const names: Record<UriComponent, string> = {
  scheme: "scheme",
  userInfo: "user name",
  host: "host",
  port: "port",
  path: "path",
  query: "query",
  fragment: "fragment",
};

/** In a sentence, what has to be changed in one of the two so that they are the same (R38). */
export function differenceWords({ differences }: NearestUri): string {
  const told = differences.map(tell);
  return `${new Intl.ListFormat("en").format(told)} ${told.length === 1 ? "differs" : "differ"}${hint(differences)}.`;
}

function tell({ component, requested, registered }: Difference): string {
  return `the ${names[component]} (${shown(requested)} instead of ${shown(registered)})`;
}

function shown(part: string | undefined): string {
  if (part === undefined) return "none";
  return part === "" ? "an empty one" : `“${part}”`;
}

function hint(differences: Difference[]): string {
  const [{ component, requested = "", registered = "" } = { component: "query" }, second] = differences;
  if (second) return "";
  if (component === "path" && requested.replace(/\/$/, "") === registered.replace(/\/$/, "")) return ": one ends in a slash and the other does not";
  if (requested !== "" && requested.toLowerCase() === registered.toLowerCase()) return ": capital and small letters are not the same here";
  if (component === "host" && isLoopbackHost(requested) && isLoopbackHost(registered)) return ": they lead to the same computer and are two names all the same";
  if (component === "scheme") return ": http and https are two addresses";
  return "";
}
