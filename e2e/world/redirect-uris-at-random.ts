import fc from "fast-check";
import { GOOD_REDIRECT_URIS, HOSTILE_REDIRECT_URIS } from "#world/redirect-uri-corpus";

const TOKENS = [
  ..."/.:@?#*%\\[] \t-_~aZ09é",
  ...["//", "..", "/../", "%2e", "%2F", "%00", "%25", "://", ":443", ":80", ":0", "@evil.example", "#x", "?x", "*.", ".localhost", "127.0.0.1", "[::1]"],
  ...["https:", "http:", "javascript:", "com.example.app:", "localhost", "xn--", ".co.uk", "vercel.app", "0x7f", "example.com", "\u200b", "\u0000", "\ud800"],
];

const goodUri = fc.constantFrom(...GOOD_REDIRECT_URIS.map(([uri]) => uri)).filter((uri) => uri.length < 200);
const token = fc.constantFrom(...TOKENS);

/** A good URI after one to three cuts and insertions. */
export const nearlyGoodRedirectUri = fc
  .tuple(
    goodUri,
    fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(3), insert: fc.option(token, { nil: "" }) }), { maxLength: 3 }),
  )
  .map(([uri, edits]) =>
    edits.reduce((text, { at, cut, insert }) => {
      const position = Math.round(at * text.length);
      return text.slice(0, position) + insert + text.slice(position + cut);
    }, uri),
  );

const hostileUri = fc.constantFrom(...HOSTILE_REDIRECT_URIS.map(([uri]) => uri)).filter((uri) => uri.length < 2100);

export const anyRedirectUri = fc.oneof(
  { weight: 5, arbitrary: nearlyGoodRedirectUri },
  { weight: 2, arbitrary: fc.array(token, { maxLength: 12 }).map((tokens) => tokens.join("")) },
  { weight: 1, arbitrary: hostileUri },
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true }) },
);
