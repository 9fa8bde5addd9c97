import { isHost, isNumeric, isPort } from "#lib/clients/redirect-uri-host";
import { isWeb, rewrite, type UriParts } from "#lib/clients/redirect-uri-parts";
import type { RedirectUriRule } from "#lib/clients/redirect-uri-rule";

// Also as a server may read it that decodes twice, or that takes ";" for the end of a segment.
const DOT_SEGMENT = /(?:\/|%(?:25)*(?:2f|5c))(?:\.|%(?:25)*2e){1,2}(?:$|[/;]|%(?:25)*(?:2f|5c|3b))/i;

// Of a host with a * or another alphabet other rules speak.
const hasBadHost = (parts: UriParts) => isWeb(parts) && parts.host !== undefined && /^[^*\x80-\uffff]+$/.test(parts.host) && !isHost(parts.host);

/** The host, the port and the path mean to everybody what they seem to mean. */
export const PLACE_RULES: RedirectUriRule[] = [
  {
    rule: 7,
    level: "error",
    applies: (parts) => isWeb(parts) && (parts.host === undefined || parts.host === ""),
    message: "There is no host in it. After the scheme come two slashes and the host, as in https://app.example.com/callback.",
    fix: { label: "Write //", repair: ({ uri, rest }) => `${uri.slice(0, uri.length - rest.length)}//${rest.replace(/^\/+/, "")}` },
  },
  {
    rule: 7,
    level: "error",
    applies: (parts) => hasBadHost(parts) && isNumeric(parts.host ?? ""),
    message: "This is an IP address in disguise: different programs would read it as different addresses. Write its four numbers, as in 127.0.0.1.",
    fix: {
      label: "Write the four numbers",
      repair: (parts) => rewrite(parts, { host: URL.canParse(`https://${parts.host}`) ? new URL(`https://${parts.host}`).hostname : "" }),
    },
  },
  {
    rule: 7,
    level: "error",
    applies: (parts) => hasBadHost(parts) && !isNumeric(parts.host ?? ""),
    message: ({ host }) => `"${host}" is not a host name. It is made of letters, digits and hyphens with single dots between them, as in app.example.com.`,
    fix: { label: "Remove the last dot", repair: (parts) => rewrite(parts, { host: parts.host?.replace(/\.$/, "") ?? "" }) },
  },
  {
    rule: 7,
    level: "error",
    applies: (parts) => isWeb(parts) && parts.port !== undefined && parts.port !== "*" && !isPort(parts.port),
    message: "What follows the colon is not a port. A port is a number from 1 to 65535, without a zero in front.",
    fix: { label: "Remove the port", repair: (parts) => rewrite(parts, { port: undefined }) },
  },
  {
    rule: 8,
    level: "error",
    applies: ({ userInfo }) => userInfo !== undefined,
    message: "There is a user name before an @. Such an address shows one host to people and leads to another.",
    fix: { label: "Remove the user name", repair: (parts) => rewrite(parts, { userInfo: undefined }) },
  },
  {
    rule: 9,
    level: "error",
    applies: ({ path }) => DOT_SEGMENT.test(path),
    message: "Its path goes up or stands still with . or .. and so names another page than it seems to. Write the path that it leads to.",
    fix: {
      label: "Write the path it leads to",
      repair: (parts) => rewrite(parts, { path: isWeb(parts) && URL.canParse(parts.uri) ? new URL(parts.uri).pathname : parts.path }),
    },
  },
];
