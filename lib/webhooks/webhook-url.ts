import { isIP } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "#lib/webhooks/public-address";

/** Why a URL cannot be told anything, or null. `isLocal`: Gatehouse itself runs on this computer alone, so applications here may listen. */
export function webhookUrlBarrier(text: string, { isLocal }: { isLocal: boolean }): string | null {
  const url = URL.parse(text);
  if (!url || !/^https?:\/\//i.test(text)) return "This is not a web address, such as https://example.com/hooks/gatehouse.";
  if (url.username || url.password) return "The address holds a user name or password. The signature says who sends it.";
  if (url.hash) return "The address holds a “#”, which is never sent. Leave it out.";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isHere = host === "localhost" || host.endsWith(".localhost") || isLoopbackAddress(host);
  if (isHere && isLocal) return null;
  if (isHere || (isIP(host) > 0 && !isPublicAddress(host))) return "This address is of a private network. Name a host that is reachable from the internet.";
  return url.protocol === "https:" ? null : "Begin with https://, so that nobody reads or changes what is sent.";
}
