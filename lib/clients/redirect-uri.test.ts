import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkRedirectUri,
  checkRedirectUris,
  isLoopbackUri,
  matchesRedirectUri,
  matchOf,
  REDIRECT_URI_LIMIT,
  REDIRECT_URI_MAX_LENGTH,
  type RedirectUriContext,
} from "#lib/clients/redirect-uri";
import { GOOD_REDIRECT_URIS, HOSTILE_REDIRECT_URIS } from "#world/redirect-uri-corpus";
import { REDIRECT_URI_MUTATIONS } from "#world/redirect-uri-mutations";
import { anyRedirectUri } from "#world/redirect-uris-at-random";

const server: RedirectUriContext = { type: "confidential", environment: "production", isPartner: false };
const app: RedirectUriContext = { ...server, type: "public" };
const partner: RedirectUriContext = { ...server, isPartner: true };

const rulesOf = (uri: string, context: RedirectUriContext, level: "error" | "warning") =>
  checkRedirectUri(uri, context).flatMap((issue) => (issue.level === level ? [issue.rule] : []));
const isAccepted = (uri: string, context: RedirectUriContext) => rulesOf(uri, context, "error").length === 0;
const fixOf = (uri: string, context: RedirectUriContext) => checkRedirectUri(uri, context).find(({ fix }) => fix)?.fix?.uri;

const anyContext = fc.record<RedirectUriContext>({
  type: fc.constantFrom("confidential", "public"),
  environment: fc.constantFrom("sandbox", "production"),
  isPartner: fc.boolean(),
});

describe("R37 what may be registered", () => {
  it.each(["https://app.example.com/cb", "http://127.0.0.1/cb", "http://[::1]:5173/cb", "com.example.app:/oauth2redirect"])(
    "accepts %s without a word",
    (uri) => {
      expect(checkRedirectUri(uri, app)).toEqual([]);
    },
  );

  it("R33 RU-02 accepts every good one of the corpus and refuses every hostile one, with a sentence", () => {
    expect(HOSTILE_REDIRECT_URIS.length).toBeGreaterThan(120);
    expect(GOOD_REDIRECT_URIS.length).toBeGreaterThan(25);
    const wrong = [
      ...GOOD_REDIRECT_URIS.filter(([uri, type, isPartner]) => !isAccepted(uri, { type, isPartner, environment: "production" })),
      ...HOSTILE_REDIRECT_URIS.filter(([uri, type, isPartner]) => isAccepted(uri, { type, isPartner, environment: "sandbox" })),
    ];
    expect(wrong).toEqual([]);
    for (const [uri, type, isPartner] of HOSTILE_REDIRECT_URIS) {
      for (const { message } of checkRedirectUri(uri, { type, isPartner, environment: "production" })) expect(message).toMatch(/^["A-Z].{20,}\.$|: .+$/su);
    }
  });

  it.each<[uri: string, context: RedirectUriContext, rule: number]>([
    ["/cb", app, 1],
    ["//evil.example/cb", app, 1],
    [" https://example.com/cb", app, 1],
    ["https://example.com/c b", app, 1],
    ["https://app.example.com/cb#", app, 2],
    ["javascript:alert(1)", app, 3],
    ["data:text/html,x", app, 3],
    ["http://app.example.com/cb", app, 4],
    ["https://localhost/cb", app, 4],
    ["https:/example.com", app, 7],
    ["https://u:p@example.com/cb", app, 8],
    ["https://example.com/a/../b", app, 9],
    ["https://example.com/%2E%2e/b", app, 9],
    ["myapp:/cb", app, 10],
    ["com.example.app:cb", app, 10],
    ["com.example.app:/cb", server, 10],
    ["*", app, 11],
    ["https://example.com:*/cb", partner, 11],
    ["https://*.*.example.com/cb", partner, 11],
    ["https://*.example.com/cb", server, 11],
    ["https://*/cb", partner, 12],
    ["https://*.com/cb", partner, 12],
    ["https://*.example.com/cb", { ...partner, type: "public" }, 12],
    ["https://app.example.com/cb?tenant=1", app, 13],
    [`https://app.example.com/${"a".repeat(REDIRECT_URI_MAX_LENGTH)}`, app, 14],
    ["urn:ietf:wg:oauth:2.0:oob", app, 16],
    ["https://*.vercel.app/cb", partner, 18],
  ])("refuses %j of %j by rule %i", (uri, context, rule) => {
    expect(rulesOf(uri, context, "error")).toContain(rule);
  });

  it.each<[uri: string, context: RedirectUriContext, rules: number[]]>([
    ["http://localhost:3000/cb", app, [5]],
    ["http://127.0.0.1/cb", server, [6]],
    ["http://127.0.0.1/cb", { ...server, environment: "sandbox" }, []],
    ["https://*.example.com/cb", partner, [12]],
    ["https://*.example.com/cb", { ...partner, environment: "sandbox" }, []],
    ["https://App.example.com/cb", app, [17]],
  ])("keeps %s of %j, with the warnings %j", (uri, context, rules) => {
    expect(checkRedirectUri(uri, context).map(({ rule }) => rule)).toEqual(rules);
    expect(isAccepted(uri, context)).toBe(true);
  });

  it.each([
    ["http://app.example.com:80/cb", "https://app.example.com/cb"],
    ["app.example.com/cb", "https://app.example.com/cb"],
    ["localhost:3000/cb", "http://localhost:3000/cb"],
    ["https:/example.com/cb", "https://example.com/cb"],
    ["https://example.com/c b", "https://example.com/cb"],
    ["https://example.com/cb?x=1", "https://example.com/cb"],
    ["https://example.com/cb#x", "https://example.com/cb"],
    ["https://u:p@example.com/cb", "https://example.com/cb"],
    ["https://example.com/a/../b", "https://example.com/b"],
    ["https://example.com./cb", "https://example.com/cb"],
    ["https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"],
    ["http://localhost:3000/cb", "http://127.0.0.1:3000/cb"],
    ["http://127.1/cb", "http://127.0.0.1/cb"],
    ["https://localhost:3000/cb", "http://127.0.0.1:3000/cb"],
    ["com.example.app://cb", "com.example.app:/cb"],
    ["HTTPS://App.Example.com/Cb", "https://app.example.com/Cb"],
  ])("offers for %s to write %s", (uri, fixed) => {
    expect(fixOf(uri, app)).toBe(fixed);
    expect(isAccepted(fixed, app)).toBe(true);
  });

  it("R33 says of each URI of a list what is wrong with it, the twenty-first and the one that is there twice included", () => {
    const uris = Array.from({ length: REDIRECT_URI_LIMIT + 1 }, (_, index) => `https://app.example.com/${index}`);
    expect(checkRedirectUris(uris, app).map((issues) => issues.map(({ rule }) => rule))).toEqual([...Array(REDIRECT_URI_LIMIT).fill([]), [14]]);
    const twice = checkRedirectUris(["https://a.example/cb", "/cb", "https://a.example/cb"], app);
    expect(twice.map((issues) => issues.map(({ rule, level }) => [rule, level]))).toEqual([[], [[1, "error"]], [[15, "error"]]]);
  });

  it.each(["https://a.example/cb/", "https://A.example/cb", "https://a.example:443/cb", "HTTPS://a.example/cb"])("warns that %s is almost there", (uri) => {
    expect(checkRedirectUris(["https://a.example/cb", uri], app)[1]).toContainEqual(expect.objectContaining({ rule: 15, level: "warning" }));
  });

  it("warns of another case of an escape, and of nothing that differs in earnest", () => {
    expect(checkRedirectUris(["https://a.example/%c3", "https://a.example/%C3"], app)[1]).toMatchObject([{ rule: 15, level: "warning" }]);
    expect(checkRedirectUris(["https://a.example/cb", "https://a.example/CB", "https://a.example:8443/cb", "https://b.example/cb"], app).flat()).toEqual([]);
  });

  it("R31 knows the person's own computer by all its names", () => {
    for (const host of ["127.0.0.1", "127.9.9.9", "[::1]", "localhost", "LOCALHOST", "app.localhost", "0.0.0.0"]) {
      expect(isLoopbackUri(`http://${host}:3000/cb`)).toBe(true);
      expect(isLoopbackUri(`https://${host}/cb`)).toBe(true);
    }
    for (const uri of ["https://localhost.example/cb", "https://127.0.0.1.example/cb", "com.example.app:/localhost"]) expect(isLoopbackUri(uri)).toBe(false);
  });
});

describe("R35 what a request may name", () => {
  const exact = (uri: string) => ({ uri, match: "exact" as const });

  it("RU-01 no mutation of a registered URI", () => {
    for (const { registered, requested } of REDIRECT_URI_MUTATIONS) {
      expect(requested.length).toBeGreaterThanOrEqual(40);
      expect(matchesRedirectUri(registered, registered.uri.replace("*", "customer"))).toBe(true);
      expect(requested.filter((uri) => matchesRedirectUri(registered, uri))).toEqual([]);
    }
  });

  it.each([
    ["http://127.0.0.1/cb", "http://127.0.0.1:51004/cb", true],
    ["http://127.0.0.1:3000/cb", "http://127.0.0.1:51004/cb", true],
    ["http://127.0.0.1:3000/cb", "http://127.0.0.1/cb", true],
    ["http://[::1]/cb", "http://[::1]:51004/cb", true],
    ["http://[::1]:5173", "http://[::1]:51004", true],
    ["http://127.0.0.1/cb", "http://127.0.0.1:65535/cb", true],
    ["http://127.0.0.1/cb", "http://localhost:51004/cb", false],
    ["http://127.0.0.1/cb", "http://[::1]:51004/cb", false],
    ["http://127.0.0.1/cb", "http://attacker@127.0.0.1/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:80@evil.example/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:0/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:65536/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:080/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:51004/cb/", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:51004/cb?x", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1:51004", false],
    ["http://127.0.0.1/cb", "http://127.1:51004/cb", false],
    ["http://127.0.0.1/cb", "http://0.0.0.0:51004/cb", false],
    ["http://127.0.0.1/cb", "https://127.0.0.1:51004/cb", false],
    ["http://127.0.0.1/cb", "http://127.0.0.1.evil.example/cb", false],
    ["http://localhost:3000/cb", "http://localhost:3000/cb", true],
    ["http://localhost:3000/cb", "http://localhost:51004/cb", false],
    ["http://localhost/cb", "http://localhost:51004/cb", false],
    ["https://127.0.0.1/cb", "https://127.0.0.1:51004/cb", false],
    ["https://app.example/cb", "https://app.example:51004/cb", false],
  ])("RU-03 only the port of a loopback address varies: %s, %s: %s", (registered, requested, matches) => {
    expect(matchesRedirectUri(exact(registered), requested)).toBe(matches);
  });

  it.each([
    ["https://a.example.com/cb", true],
    ["https://a-1.example.com/cb", true],
    [`https://${"a".repeat(63)}.example.com/cb`, true],
    [`https://${"a".repeat(64)}.example.com/cb`, false],
    ["https://.example.com/cb", false],
    ["https://example.com/cb", false],
    ["https://a.b.example.com/cb", false],
    ["https://*.example.com/cb", false],
    ["https://A.example.com/cb", false],
    ["https://a.example.com:443/cb", false],
    ["https://evil.example/.example.com/cb", false],
    ["https://evil.example?.example.com/cb", false],
    ["https://evil.example#.example.com/cb", false],
    ["https://u@a.example.com/cb", false],
    ["https://evil.example\\.example.com/cb", false],
    ["https://a%2eb.example.com/cb", false],
    ["https://a_b.example.com/cb", false],
    ["https://ä.example.com/cb", false],
    ["https://a\n.example.com/cb", false],
    ["https://a\u0000.example.com/cb", false],
    ["http://a.example.com/cb", false],
    ["https://a.example.com/cb/x", false],
    ["https://a.example.com", false],
  ])("R36 a wildcard stands for one label: %s: %s", (requested, matches) => {
    expect(matchesRedirectUri({ uri: "https://*.example.com/cb", match: "wildcard" }, requested)).toBe(matches);
  });

  it("R36 a star is a wildcard only where staff have set one", () => {
    expect(matchesRedirectUri(exact("https://*.example.com/cb"), "https://a.example.com/cb")).toBe(false);
    for (const uri of ["https://*/cb", "*", "https://example.com/*", "https://*.example.com/*", "http://*.example.com/cb", "https://a.example.com/cb"]) {
      expect(matchesRedirectUri({ uri, match: "wildcard" }, uri.replaceAll("*", "a"))).toBe(false);
    }
  });
});

describe("whatever somebody types", () => {
  it("is answered, with a fix that mends what it is for and breaks nothing", () => {
    fc.assert(
      fc.property(anyRedirectUri, anyContext, (uri, context) => {
        const issues = checkRedirectUri(uri, context);
        const errors = issues.filter(({ level }) => level === "error");
        for (const issue of issues.filter(({ fix }) => fix)) {
          const left = checkRedirectUri(issue.fix?.uri ?? "", context).filter(({ level }) => level === "error");
          expect(left.map(({ rule }) => rule)).not.toContain(
            issue.level === "error" && errors.filter(({ rule }) => rule === issue.rule).length === 1 ? issue.rule : 0,
          );
          expect(left.length).toBeLessThanOrEqual(issue.level === "error" ? errors.length - 1 : errors.length);
        }
        expect(checkRedirectUris([uri, uri], context)[1]).toContainEqual(expect.objectContaining({ rule: 15, level: "error" }));
        isLoopbackUri(uri);
      }),
      { numRuns: 3000 },
    );
  });

  it("RU-02 is accepted only in a form that browsers read the same way", () => {
    const mayBeKept =
      /^(?:https?:\/\/(?:\*\.)?(?:[a-z0-9.-]+|\[::1\])(?::[1-9]\d{0,4})?(?:\/[\w.~!$&'()+,;=:@%/-]*)?|[a-z][a-z0-9+.-]*\.[a-z0-9+.-]*:\/[\w.~!$&'()+,;=:@%/-]+)$/i;
    let accepted = 0;
    fc.assert(
      fc.property(anyRedirectUri, anyContext, (uri, context) => {
        if (!isAccepted(uri, context)) return;
        accepted++;
        expect(uri).toMatch(mayBeKept);
        const { href, username, password, search, hash, protocol, pathname } = new URL(uri);
        expect([username, password, search, hash]).toEqual(["", "", "", ""]);
        const withoutDefaultPort = uri.replace(protocol === "https:" ? /^([^/]+\/\/[^/]*):443(?=\/|$)/ : /^(http:\/\/[^/]*):80(?=\/|$)/i, "$1");
        expect([href.toLowerCase(), href.toLowerCase().replace(/\/$/, "")]).toContain(withoutDefaultPort.toLowerCase());
        expect(uri.endsWith(pathname) || pathname === "/").toBe(true);
        expect(protocol !== "http:" || isLoopbackUri(uri)).toBe(true);
        expect(matchOf(uri) === "exact" || (context.isPartner && context.type === "confidential")).toBe(true);
        expect(matchesRedirectUri({ uri, match: "exact" }, uri)).toBe(true);
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it("R35 is matched by itself alone", () => {
    fc.assert(
      fc.property(anyRedirectUri, anyRedirectUri, (registered, requested) => {
        expect(matchesRedirectUri({ uri: registered, match: "exact" }, registered)).toBe(true);
        const samePlace =
          registered.replace(/(?<=^http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+/, "") === requested.replace(/(?<=^http:\/\/(?:127\.0\.0\.1|\[::1\])):\d+/, "");
        if (matchesRedirectUri({ uri: registered, match: "exact" }, requested)) expect(samePlace).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("IN-09 is read in time that grows no faster than its length", () => {
    const hostile = ["a", ".", "%25", "%2e", "/", "a.", "-", " ", "*", ":", "@", "[", "1.", "ä", "\u200b", "localhost.", "//", "?", "#"];
    const read = (part: string, length: number) => {
      const start = performance.now();
      for (const prefix of ["", "https://", "https://example.com/", "http://127.", "https://*.", "com.example.app:/", "https://a:"]) {
        const uri = prefix + part.repeat(length / part.length);
        checkRedirectUris([uri, `${uri}!`], partner);
        isLoopbackUri(uri);
        matchesRedirectUri({ uri: "http://127.0.0.1/cb", match: "exact" }, uri);
        matchesRedirectUri({ uri: "https://*.example.com/cb", match: "wildcard" }, uri);
      }
      return performance.now() - start;
    };
    const quickest = (part: string, length: number) => Math.min(...[1, 2, 3].map(() => read(part, length)));
    for (const part of hostile) {
      // A quadratic rule takes 64 times as long, not 8; a millisecond is what the clock and a pause of the machine may add.
      expect(quickest(part, 1600)).toBeLessThan(24 * quickest(part, 200) + 20);
      expect(quickest(part, 100_000)).toBeLessThan(24 * 8 * quickest(part, 1600) + 20);
    }
  });
});
