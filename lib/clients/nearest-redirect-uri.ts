import { matchesRedirectUri, matchOf } from "#lib/clients/redirect-uri";
import { isLoopbackHost } from "#lib/clients/redirect-uri-host";
import { splitUri, type UriParts } from "#lib/clients/redirect-uri-parts";

const components = ["scheme", "userInfo", "host", "port", "path", "query", "fragment"] as const;
export type UriComponent = (typeof components)[number];
export type Difference = { component: UriComponent; requested: string | undefined; registered: string | undefined };
/** Without a difference, it is registered. */
export type NearestUri = { uri: string; differences: Difference[] };

// How much of an address another one has, when only this differs: who moves an app changes the host last.
const weights: Record<UriComponent, number> = { host: 8, scheme: 4, path: 4, port: 2, userInfo: 2, query: 1, fragment: 1 };

/** The registered redirect URI that was probably meant, and where the requested one leaves it (R38). Null: none is registered. */
export function nearestRedirectUri(registered: readonly string[], requested: string): NearestUri | null {
  const asked = splitUri(requested);
  const candidates = registered.map((uri) => {
    const match = matchesRedirectUri({ uri, match: matchOf(uri) }, requested);
    const differences = match ? [] : differencesBetween(splitUri(uri), asked);
    return { uri, differences, distance: match ? 0 : distanceOf(differences) - alike(uri, requested) };
  });
  const [nearest] = candidates.sort((a, b) => a.distance - b.distance);
  return nearest ? { uri: nearest.uri, differences: nearest.differences } : null;
}

function differencesBetween(registered: UriParts, requested: UriParts): Difference[] {
  return components
    .filter((component) => registered[component] !== requested[component])
    .filter((component) => component !== "host" || !isUnder(registered.host, requested.host))
    .map((component) => ({ component, requested: requested[component], registered: registered[component] }));
}

/** The label of a wildcard is free. */
function isUnder(pattern = "", host = ""): boolean {
  return pattern.startsWith("*.") && /^[a-z0-9-]{1,63}$/.test(host.slice(0, -(pattern.length - 1))) && host.endsWith(pattern.slice(1));
}

function distanceOf(differences: Difference[]): number {
  return differences.reduce((sum, { component, requested = "", registered = "" }) => {
    const isNear = component === "host" && (requested.toLowerCase() === registered.toLowerCase() || (isLoopbackHost(requested) && isLoopbackHost(registered)));
    return sum + (isNear ? 2 : weights[component]);
  }, 0);
}

/** Below one: decides between two that differ in the same components. */
function alike(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length / (Math.max(a.length, b.length) + 1);
}
