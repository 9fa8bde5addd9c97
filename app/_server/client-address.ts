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
