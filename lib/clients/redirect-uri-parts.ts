/** A redirect URI in its parts, exactly as typed: nothing is decoded, resolved or put in small letters but `scheme`. */
export type UriParts = {
  uri: string;
  scheme: string | undefined;
  /** All that follows the scheme's colon. */
  rest: string;
  userInfo: string | undefined;
  /** Undefined: no `//`. */
  host: string | undefined;
  port: string | undefined;
  path: string;
  query: string | undefined;
  fragment: string | undefined;
};

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
// What somebody means who leaves out the scheme: localhost:3000, app.example.com:8443/cb.
const HOST_AND_PORT = /^[a-z0-9.-]+:\d{1,5}(?:\/|$)/i;
// RFC 3986 appendix B, after the scheme. Each part ends where the next begins, so it reads a string once.
const AFTER_SCHEME = /^(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

export function splitUri(uri: string): UriParts {
  const scheme = HOST_AND_PORT.test(uri) ? undefined : SCHEME.exec(uri)?.[1];
  const rest = scheme === undefined ? uri : uri.slice(scheme.length + 1);
  const [, authority, path = "", query, fragment] = AFTER_SCHEME.exec(rest) ?? [];
  return { uri, scheme: scheme?.toLowerCase(), rest, ...splitAuthority(authority), path, query, fragment };
}

function splitAuthority(authority: string | undefined): Pick<UriParts, "userInfo" | "host" | "port"> {
  if (authority === undefined) return { userInfo: undefined, host: undefined, port: undefined };
  const at = authority.lastIndexOf("@");
  const hostAndPort = authority.slice(at + 1);
  const colon = hostAndPort.indexOf(":", hostAndPort.lastIndexOf("]") + 1);
  return {
    userInfo: at < 0 ? undefined : authority.slice(0, at),
    host: colon < 0 ? hostAndPort : hostAndPort.slice(0, colon),
    port: colon < 0 ? undefined : hostAndPort.slice(colon + 1),
  };
}

export function isWeb({ scheme }: UriParts): boolean {
  return scheme === "http" || scheme === "https";
}

/** The same URI with another scheme or host; scheme and authority are written anew. */
export function rewrite(parts: UriParts, changes: { scheme?: string; userInfo?: undefined; host?: string; port?: string | undefined; path?: string }): string {
  const { scheme, userInfo, host, port, path, query, fragment } = { ...parts, scheme: parts.uri.slice(0, parts.scheme?.length), ...changes };
  return [
    `${scheme}:`,
    host === undefined ? "" : `//${userInfo === undefined ? "" : `${userInfo}@`}${host}${port === undefined ? "" : `:${port}`}`,
    path,
    query === undefined ? "" : `?${query}`,
    fragment === undefined ? "" : `#${fragment}`,
  ].join("");
}
