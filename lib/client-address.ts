import { isIP } from "node:net";

/**
 * The address that a request came from. `X-Forwarded-For` counts only as far as proxies of ours wrote it:
 * the last `trustedProxies` entries; what stands before them is what a client says of itself.
 */
export function clientAddress(socketAddress: string | undefined, forwardedFor: string | string[] | undefined, trustedProxies: number): string | null {
  const chain = String(forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  const address = trustedProxies === 0 ? socketAddress : (chain.at(-trustedProxies) ?? socketAddress);
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, "") ?? "";
  return isIP(plain) ? plain : null;
}

/**
 * What of an address a caller cannot choose at will: somebody who has one IPv6 address has a whole /64 of them.
 * "unknown" for none, so that they share one limit.
 */
export function networkOf(address: string | null): string {
  if (address === null) return "unknown";
  if (!address.includes(":")) return address;
  const [start = "", end] = (address.split("%")[0] ?? "").split("::");
  const [before, after] = [start, end ?? ""].map((part) => part.split(":").filter(Boolean));
  const zeros = end === undefined ? [] : Array<string>(Math.max(0, 8 - (before?.length ?? 0) - (after?.length ?? 0))).fill("0");
  const groups = [...(before ?? []), ...zeros, ...(after ?? [])].slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${groups.join(":")}::/64`;
}
