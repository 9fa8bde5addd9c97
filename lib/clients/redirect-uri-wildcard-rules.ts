import { isHost, isIpAddress, isLoopbackHost } from "#lib/clients/redirect-uri-host";
import { rewrite, type UriParts } from "#lib/clients/redirect-uri-parts";
import type { RedirectUriRule } from "#lib/clients/redirect-uri-rule";
import { hasOwner, isOnSharedPlatform, startsWithWildcard, wildcardBase } from "#lib/clients/redirect-uri-wildcard";

const isWildcard = ({ uri, host }: UriParts) => startsWithWildcard(host) && uri.indexOf("*") === uri.lastIndexOf("*");
const base = ({ host = "" }: UriParts) => wildcardBase(host);
const isDomain = (host: string) => isHost(host) && !isIpAddress(host) && !isLoopbackHost(host);

/** R36: one whole label, where staff have set it. */
export const WILDCARD_RULES: RedirectUriRule[] = [
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
    rule: 12,
    level: "warning",
    applies: (parts, { environment, isPartner }) => environment === "production" && isPartner && isWildcard(parts) && hasOwner(base(parts)),
    message: (parts) => `Every host under ${base(parts)} can receive codes, also one that somebody takes over. Write each address if you can.`,
  },
];
