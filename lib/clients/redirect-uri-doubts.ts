import { isHttpLoopbackHost } from "#lib/clients/redirect-uri-host";
import { rewrite, type UriParts } from "#lib/clients/redirect-uri-parts";
import type { RedirectUriRule } from "#lib/clients/redirect-uri-rule";

const hasUpperCase = (parts: UriParts) => /[A-Z]/.test(parts.uri.slice(0, parts.scheme?.length ?? 0) + (parts.host ?? ""));

/** What works and is still seldom meant. */
export const DOUBTS: RedirectUriRule[] = [
  {
    rule: 5,
    level: "warning",
    applies: (parts, { type }) =>
      parts.host?.toLowerCase() === "localhost" && (parts.scheme === "http" || (parts.scheme === "https" && type === "confidential")),
    message: "localhost can lead elsewhere on a badly set up computer, and its port must be exactly this one. 127.0.0.1 is safer.",
    fix: { label: "Use 127.0.0.1", repair: (parts) => rewrite(parts, { host: "127.0.0.1" }) },
  },
  {
    rule: 6,
    level: "warning",
    applies: ({ scheme, host = "" }, { type, environment }) =>
      type === "confidential" && environment === "production" && scheme === "http" && isHttpLoopbackHost(host),
    message: "It leads to the computer of whoever signs in, which a server never is. It is meant for development; remove it before people use this client.",
  },
  {
    rule: 17,
    level: "warning",
    applies: hasUpperCase,
    message: ({ uri }) => `It has capital letters where browsers write small ones. Requests are compared with exactly this: ${uri}`,
    fix: {
      label: "Write it in small letters",
      repair: (parts) => rewrite(parts, { scheme: parts.scheme ?? "", ...(parts.host === undefined ? {} : { host: parts.host.toLowerCase() }) }),
    },
  },
];
