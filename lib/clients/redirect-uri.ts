import { DOUBTS } from "#lib/clients/redirect-uri-doubts";
import { isLoopbackHost, isPort } from "#lib/clients/redirect-uri-host";
import { isWeb, splitUri } from "#lib/clients/redirect-uri-parts";
import { PLACE_RULES } from "#lib/clients/redirect-uri-place-rules";
import type { RedirectUriContext, RedirectUriRule } from "#lib/clients/redirect-uri-rule";
import { SCHEME_RULES } from "#lib/clients/redirect-uri-scheme-rules";
import { SYNTAX_RULES } from "#lib/clients/redirect-uri-syntax-rules";
import { WILDCARD_RULES } from "#lib/clients/redirect-uri-wildcard-rules";

export type { RedirectUriContext };

export const REDIRECT_URI_LIMIT = 20;
export const REDIRECT_URI_MAX_LENGTH = 2000;

export type RedirectUriIssue = { rule: number; level: "error" | "warning"; message: string; fix?: { label: string; uri: string } };

// In the order of a reader's questions: is it a URI, how does it get there, where does it lead.
const RULES = [...SYNTAX_RULES, ...SCHEME_RULES, ...PLACE_RULES, ...WILDCARD_RULES, ...DOUBTS];

const TOO_LONG: RedirectUriIssue = { rule: 14, level: "error", message: `It is longer than ${REDIRECT_URI_MAX_LENGTH} characters.` };
const TOO_MANY: RedirectUriIssue = { rule: 14, level: "error", message: `A client has at most ${REDIRECT_URI_LIMIT} redirect URIs, and this is one more.` };
const DUPLICATE: RedirectUriIssue = { rule: 15, level: "error", message: "This address is in the list already." };

/** R33, R36: what is wrong with a redirect URI, and what is only worth saying. */
export function checkRedirectUri(uri: string, context: RedirectUriContext): RedirectUriIssue[] {
  if (uri.length > REDIRECT_URI_MAX_LENGTH) return [TOO_LONG];
  const parts = splitUri(uri);
  const broken = brokenRules(uri, context);
  return broken.map((rule) => {
    const issue = { rule: rule.rule, level: rule.level, message: typeof rule.message === "string" ? rule.message : rule.message(parts) };
    const repaired = rule.fix?.repair(parts);
    if (!rule.fix || repaired === undefined || !isCure(rule, broken, repaired, context)) return issue;
    return { ...issue, fix: { label: rule.fix.label, uri: repaired } };
  });
}

function brokenRules(uri: string, context: RedirectUriContext): RedirectUriRule[] {
  const parts = splitUri(uri);
  return RULES.filter(({ applies }) => applies(parts, context));
}

/** A fix is offered when it ends what it is for and breaks nothing else. */
function isCure(rule: RedirectUriRule, broken: RedirectUriRule[], repaired: string, context: RedirectUriContext): boolean {
  const left = brokenRules(repaired, context);
  return repaired.length <= REDIRECT_URI_MAX_LENGTH && !left.includes(rule) && left.every((other) => other.level === "warning" || broken.includes(other));
}

/** One list for each URI, in order; with what only shows beside the others (rules 14, 15). */
export function checkRedirectUris(uris: string[], context: RedirectUriContext): RedirectUriIssue[][] {
  const known = new Set<string>();
  const alike = new Map<string, string>();
  return uris.map((uri, index) => {
    const issues = checkRedirectUri(uri, context);
    if (index >= REDIRECT_URI_LIMIT) issues.push(TOO_MANY);
    if (known.has(uri)) return [...issues, DUPLICATE];
    known.add(uri);
    const key = uri.length > REDIRECT_URI_MAX_LENGTH ? uri : likeness(uri);
    const other = alike.get(key);
    if (other === undefined) alike.set(key, uri);
    else issues.push({ rule: 15, level: "warning", message: `It is almost the same as ${other}. Each is compared exactly; keep the one your app sends.` });
    return issues;
  });
}

/** Equal for two URIs that a person would take for one. */
function likeness(uri: string): string {
  const { scheme = "", host = "", port = "", path } = splitUri(uri);
  const isDefaultPort = port === "" || (scheme === "https" && port === "443") || (scheme === "http" && port === "80");
  const samePath = path.replace(/%[0-9a-f]{2}/gi, (octet) => octet.toUpperCase()).replace(/\/$/, "");
  return [scheme, host.toLowerCase(), isDefaultPort ? "" : port, samePath].join(" ");
}

/** A `*` in a URI that passed the check is a wildcard (rules 11, 12). */
export function matchOf(uri: string): "exact" | "wildcard" {
  return uri.includes("*") ? "wildcard" : "exact";
}

/** It leads to the computer of whoever signs in, so anything there can answer for the client (R31). */
export function isLoopbackUri(uri: string): boolean {
  const parts = splitUri(uri);
  return isWeb(parts) && isLoopbackHost(parts.host ?? "");
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::(\d+))?(?=\/|$)/;
const WILDCARD = /^https:\/\/\*(?=\.[^*]*$)/i;

/** R35: letter by letter, but for the port of a loopback address (RFC 8252 section 7.3) and the label of a wildcard. */
export function matchesRedirectUri(registered: { uri: string; match: "exact" | "wildcard" }, requested: string): boolean {
  if (registered.match === "wildcard") return matchesWildcard(registered.uri, requested);
  return requested === registered.uri || (withoutPort(requested) ?? requested) === withoutPort(registered.uri);
}

/** Undefined: no loopback address that may vary its port. */
function withoutPort(uri: string): string | undefined {
  const [start = "", origin = "", port] = LOOPBACK.exec(uri) ?? [];
  if (origin === "" || (port !== undefined && !isPort(port))) return undefined;
  return origin + uri.slice(start.length);
}

function matchesWildcard(pattern: string, requested: string): boolean {
  const star = WILDCARD.exec(pattern)?.[0].length ?? 0;
  if (star === 0) return false;
  const [before, after] = [pattern.slice(0, star - 1), pattern.slice(star)];
  const label = requested.slice(before.length, requested.length - after.length);
  return requested === before + label + after && /^[a-z0-9-]{1,63}$/.test(label);
}
