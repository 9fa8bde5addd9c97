import type { Adapter } from "oidc-provider";
import type { TokenHost } from "./token-host.ts";

/** For what a person answers in the setup app: it asks people of that tenant only, and sends them back to the host that they came from. */
export function rememberHost(stored: Adapter, { issuer, tenantId }: TokenHost): Adapter {
  if (tenantId === null) return stored;
  return { ...stored, upsert: (id, payload, expiresIn) => stored.upsert(id, { ...payload, host: { issuer, tenantId } }, expiresIn) };
}
