import { isHost, isHttpLoopbackHost, isIpAddress, isLoopbackHost, isNumeric, isPort } from "#lib/clients/redirect-uri-host";
import { isWeb, rewrite, type UriParts } from "#lib/clients/redirect-uri-parts";
import { hasOwner, isOnSharedPlatform, startsWithWildcard, wildcardBase } from "#lib/clients/redirect-uri-wildcard";

export type RedirectUriContext = { type: "confidential" | "public"; environment: "sandbox" | "production"; isPartner: boolean };

export type RedirectUriRule = {
  rule: number;
  level: "error" | "warning";
  applies: (parts: UriParts, context: RedirectUriContext) => boolean;
  message: string | ((parts: UriParts) => string);
  fix?: { label: string; repair: (parts: UriParts) => string };
};

const WHITE_SPACE = /[\s\p{C}]+/gu;
const NOT_ASCII = /[^\x20-\x7e]/;
const NOT_IN_A_URI = /["<>\\^`{|}]|%(?![0-9a-f]{2})/i;
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;
const FORBIDDEN_SCHEMES = ["javascript", "data", "file", "ftp", "vbscript", "blob", "about", "mailto", "tel", "sms"];
// Also as a server may read it that decodes twice, or that takes ";" for the end of a segment.
const DOT_SEGMENT = /(?:\/|%(?:25)*(?:2f|5c))(?:\.|%(?:25)*2e){1,2}(?:$|[/;]|%(?:25)*(?:2f|5c|3b))/i;
const REVERSE_DOMAIN = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+$/;

const isPrivateUse = (parts: UriParts) => parts.scheme !== undefined && !isWeb(parts) && parts.scheme !== "urn" && !FORBIDDEN_SCHEMES.includes(parts.scheme);
const isWildcard = ({ uri, host }: UriParts) => startsWithWildcard(host) && uri.indexOf("*") === uri.lastIndexOf("*");
const base = ({ host = "" }: UriParts) => wildcardBase(host);
const isDomain = (host: string) => isHost(host) && !isIpAddress(host) && !isLoopbackHost(host);
const hasBadHost = (parts: UriParts) =>
  isWeb(parts) && parts.host !== undefined && parts.host !== "" && !parts.host.includes("*") && !NOT_ASCII.test(parts.host) && !isHost(parts.host);
const hasUpperCase = (parts: UriParts) => /[A-Z]/.test(parts.uri.slice(0, parts.scheme?.length ?? 0) + (parts.host ?? ""));

/** The hosts and paths of other alphabets, as browsers send them. */
function inAscii(parts: UriParts): string {
  const { uri, host, path } = parts;
  if (!uri.isWellFormed() || !isWeb(parts) || host === undefined) return uri;
  const address = `https://${host}`;
  return rewrite(parts, { host: URL.canParse(address) ? new URL(address).hostname : host, path: path.replace(/[^\x20-\x7e]+/g, encodeURIComponent) });
}

/** The order is that of the reading: what is no URI at all comes first. */
export const RULES: RedirectUriRule[] = [
  { rule: 1, level: "error", applies: ({ uri }) => uri.trim() === "", message: "Write the full address here, such as https://app.example.com/callback." },
  {
    rule: 1,
    level: "error",
    applies: ({ uri }) => uri.search(WHITE_SPACE) >= 0,
    message: "There is a space or an invisible character in it. Addresses are compared letter by letter, so it would never match.",
    fix: { label: "Remove the spaces", repair: ({ uri }) => uri.replace(WHITE_SPACE, "") },
  },
  {
    rule: 1,
    level: "error",
    applies: ({ uri }) => NOT_ASCII.test(uri.replace(WHITE_SPACE, "")),
    message: "It holds a letter that is not plain ASCII. Browsers send such letters in another spelling, and some look just like others.",
    fix: { label: "Use the spelling that browsers send", repair: inAscii },
  },
  {
    rule: 1,
    level: "error",
    applies: ({ uri, path }) => NOT_IN_A_URI.test(uri) || /[[\]]/.test(path),
    message: "It holds a character that no address can hold, such as a backslash, a quotation mark, a bracket or a lone %.",
  },
  {
    rule: 1,
    level: "error",
    applies: ({ uri }) => ENCODED_CONTROL.test(uri),
    message: "It holds an encoded control character, such as %00 or %0A. Those are used to break into servers, never to receive a sign-in.",
  },
  {
    rule: 1,
    level: "error",
    applies: ({ uri, scheme }) => uri.trim() !== "" && scheme === undefined,
    message: "It does not say how to get there. Begin with https://, or with the scheme of your app, such as com.example.app:/callback.",
    fix: {
      label: "Add https",
      repair: ({ uri }) => (/^(?:localhost|127\.0\.0\.1|\[::1\])(?::|\/|$)/.test(uri) ? `http://${uri}` : `https://${uri.replace(/^\/\//, "")}`),
    },
  },
  {
    rule: 2,
    level: "error",
    applies: ({ fragment }) => fragment !== undefined,
    message: "It has a # and what follows it. Browsers never send that part to your server, so the answer would get lost.",
    fix: { label: "Remove the fragment", repair: ({ uri }) => uri.slice(0, uri.indexOf("#")) },
  },
  {
    rule: 3,
    level: "error",
    applies: ({ scheme }) => scheme !== undefined && FORBIDDEN_SCHEMES.includes(scheme),
    message: ({ scheme }) => `${scheme}: is no place that a sign-in can return to, and attackers use it. Use the https address of your app.`,
  },
  {
    rule: 16,
    level: "error",
    applies: ({ scheme }) => scheme === "urn",
    message: "Copying the code by hand (urn:ietf:wg:oauth:2.0:oob) is no longer safe and is not offered. A desktop app uses http://127.0.0.1/callback.",
  },
  {
    rule: 4,
    level: "error",
    applies: ({ scheme, host = "" }) => scheme === "http" && isLoopbackHost(host) && !isHttpLoopbackHost(host),
    message: "Many addresses lead to a person's own computer. Over http it is 127.0.0.1, [::1] or localhost.",
    fix: { label: "Use 127.0.0.1", repair: (parts) => rewrite(parts, { host: "127.0.0.1" }) },
  },
  {
    rule: 4,
    level: "error",
    applies: ({ scheme, host = "" }) => scheme === "http" && host !== "" && !isLoopbackHost(host),
    message: "Over http, anybody on the way can read the code that is sent to it. http is only for 127.0.0.1, [::1] and localhost.",
    fix: {
      label: "Use https",
      repair: (parts) => (hasBadHost(parts) ? parts.uri : rewrite(parts, { scheme: "https", port: parts.port === "80" ? undefined : parts.port })),
    },
  },
  {
    rule: 4,
    level: "error",
    applies: ({ scheme, host = "" }, { type }) => type === "public" && scheme === "https" && isLoopbackHost(host),
    message: "An app on a person's own computer cannot keep a certificate for it. What stays on that computer needs only http.",
    fix: { label: "Use http and 127.0.0.1", repair: (parts) => rewrite(parts, { scheme: "http", host: parts.host === "[::1]" ? "[::1]" : "127.0.0.1" }) },
  },
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
  {
    rule: 10,
    level: "error",
    applies: (parts) => isPrivateUse(parts) && !REVERSE_DOMAIN.test(parts.scheme ?? ""),
    message: ({ scheme }) => `Any other app could take ${scheme}: for itself. Use a domain that is yours, backwards, as in com.example.app:/callback.`,
  },
  {
    rule: 10,
    level: "error",
    applies: (parts) => isPrivateUse(parts) && !/^\/[^/?#]/.test(parts.rest),
    message: "After the scheme of an app come exactly one slash and a path, as in com.example.app:/callback.",
    fix: { label: "Use one slash", repair: ({ uri, rest }) => `${uri.slice(0, uri.length - rest.length)}/${rest.replace(/^\/+/, "")}` },
  },
  {
    rule: 10,
    level: "error",
    applies: (parts, { type }) => isPrivateUse(parts) && type === "confidential",
    message: "Only an app on a phone or a computer has a scheme of its own, and that is a public client. A server receives its answers at an https address.",
  },
  {
    rule: 11,
    level: "error",
    applies: (parts, { isPartner }) => parts.uri.includes("*") && !(isPartner && isWildcard(parts)),
    message: ({ host }) =>
      startsWithWildcard(host)
        ? "A * cannot stand for a part of the address here. Write each address on a line of its own."
        : "A * is taken for a letter, not for “anything”. Write each address on a line of its own.",
  },
  {
    rule: 12,
    level: "error",
    applies: (parts, { isPartner, type }) => isPartner && type === "public" && isWildcard(parts),
    message: "A public client has no secret that would stop whoever receives a code under a wildcard. Write each address on a line of its own.",
  },
  {
    rule: 12,
    level: "error",
    applies: (parts, { isPartner }) => isPartner && isWildcard(parts) && (parts.scheme !== "https" || parts.port !== undefined || !isDomain(base(parts))),
    message: "A wildcard needs https, the name of a domain and no port, as in https://*.example.com/callback.",
    fix: { label: "Use https without a port", repair: (parts) => rewrite(parts, { scheme: "https", port: undefined }) },
  },
  {
    rule: 12,
    level: "error",
    applies: (parts, { isPartner }) => isPartner && isWildcard(parts) && isDomain(base(parts)) && !hasOwner(base(parts)),
    message: "Everybody can get a name under this ending. A wildcard needs a domain of one owner after it, as in https://*.example.com/callback.",
  },
  {
    rule: 18,
    level: "error",
    applies: (parts, { isPartner }) => isPartner && isWildcard(parts) && isOnSharedPlatform(base(parts)),
    message: (parts) => `Strangers get names under ${base(parts)} too, and would receive this client's codes. Write each address on a line of its own.`,
  },
  {
    rule: 13,
    level: "error",
    applies: ({ query }) => query !== undefined,
    message: "It has a ? and what follows it. What your app needs back goes into the state parameter of its request: it returns unchanged.",
    fix: { label: "Remove the query", repair: ({ uri }) => uri.replace(/\?[^#]*/, "") },
  },
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
    rule: 12,
    level: "warning",
    applies: (parts, { environment, isPartner }) => environment === "production" && isPartner && isWildcard(parts) && hasOwner(base(parts)),
    message: (parts) => `Every host under ${base(parts)} can receive codes, also one that somebody takes over. Write each address if you can.`,
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
