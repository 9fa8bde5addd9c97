import { isHost, isHttpLoopbackHost, isLoopbackHost } from "#lib/clients/redirect-uri-host";
import { isWeb, rewrite, type UriParts } from "#lib/clients/redirect-uri-parts";
import type { RedirectUriRule } from "#lib/clients/redirect-uri-rule";

const FORBIDDEN_SCHEMES = ["javascript", "data", "file", "ftp", "vbscript", "blob", "about", "mailto", "tel", "sms"];
const REVERSE_DOMAIN = /^[a-z][a-z0-9+-]*(?:\.[a-z0-9+-]+)+$/;

const isPrivateUse = (parts: UriParts) => parts.scheme !== undefined && !isWeb(parts) && parts.scheme !== "urn" && !FORBIDDEN_SCHEMES.includes(parts.scheme);

/** https, http on loopback, or the scheme of an app (RFC 8252 section 7). */
export const SCHEME_RULES: RedirectUriRule[] = [
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
      repair: (parts) => (isHost(parts.host ?? "") ? rewrite(parts, { scheme: "https", port: parts.port === "80" ? undefined : parts.port }) : parts.uri),
    },
  },
  {
    rule: 4,
    level: "error",
    applies: ({ scheme, host = "" }, { type }) => type === "public" && scheme === "https" && isLoopbackHost(host),
    message: "An app on a person's own computer cannot keep a certificate for it. What stays on that computer needs only http.",
    fix: { label: "Use http", repair: (parts) => rewrite(parts, { scheme: "http", host: parts.host === "[::1]" ? "[::1]" : "127.0.0.1" }) },
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
];
