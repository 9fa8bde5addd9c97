import { isWeb, rewrite, type UriParts } from "#lib/clients/redirect-uri-parts";
import type { RedirectUriRule } from "#lib/clients/redirect-uri-rule";

const WHITE_SPACE = /[\s\p{C}]+/gu;
const NOT_ASCII = /[^\x20-\x7e]/;
const NOT_IN_A_URI = /["<>\\^`{|}]|%(?![0-9a-f]{2})/i;
const ENCODED_CONTROL = /%(?:[01][0-9a-f]|7f)/i;

/** What is no URI, or has parts that a redirect URI cannot have. */
export const SYNTAX_RULES: RedirectUriRule[] = [
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
    rule: 13,
    level: "error",
    applies: ({ query }) => query !== undefined,
    message: "It has a ? and what follows it. What your app needs back goes into the state parameter of its request: it returns unchanged.",
    fix: { label: "Remove the query", repair: ({ uri }) => uri.replace(/\?[^#]*/, "") },
  },
];

/** The hosts and paths of other alphabets, as browsers send them. */
function inAscii(parts: UriParts): string {
  const { uri, host, path } = parts;
  if (!uri.isWellFormed() || !isWeb(parts) || host === undefined) return uri;
  const address = `https://${host}`;
  return rewrite(parts, { host: URL.canParse(address) ? new URL(address).hostname : host, path: path.replace(/[^\x20-\x7e]+/g, encodeURIComponent) });
}
