import Provider, { type Adapter, type AdapterFactory } from "oidc-provider";
import { artifacts } from "./artifacts.ts";
import { findClient } from "./clients/find-client.ts";
import type { Database } from "./database.ts";
import { askedActor } from "./grants/granted-scope.ts";
import { refreshTokens } from "./grants/refresh-grace.ts";
import { digestAt, type TokenHost } from "./hosts/token-host.ts";
import { limited } from "./limits/limited-rows.ts";
import type { Limits } from "./limits/limits.ts";
import { deviceCodes } from "./prompts/device-codes.ts";
import { interactions } from "./prompts/interactions.ts";
import { factsOf } from "./requests/request-facts.ts";

/** Clients are read from the setup app's tables and never written; everything else is an artifact. */
export function createAdapter(database: Database, host: TokenHost, limits: Limits): AdapterFactory {
  const digest = digestAt(host);
  return (kind) => {
    if (kind === "Client") return clients(database, host);
    if (kind === "Session") return nothing;
    if (kind === "Interaction") return limited(interactions(database, host), limits.prompts);
    if (kind === "DeviceCode") return limited(deviceCodes(database, host), limits.devices);
    if (kind === "RefreshToken") return unlessAskedAbout(refreshTokens(database, host));
    if (kind === "AccessToken" || kind === "ClientCredentials") return unlessAskedAbout(artifacts(database, kind, digest));
    // Nobody shows us a grant, and it is found by what came of it too.
    return kind === "Grant" ? artifacts(database, kind) : artifacts(database, kind, digest);
  };
}

// At these two the library authenticates the client; what becomes of the token, revocation.ts and introspection.ts say in one statement.
function unlessAskedAbout(tokens: Adapter): Adapter {
  const isAskedAbout = () => ["revocation", "introspection"].includes(Provider.ctx?.oidc.route ?? "");
  return { ...tokens, find: async (token) => (isAskedAbout() ? undefined : tokens.find(token)) };
}

// Who is signed in is known to the setup app alone.
const nothing: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

function clients(database: Database, { tenantId }: TokenHost): Adapter {
  const refuse = async () => {
    throw new Error("the token service never changes a client");
  };
  return {
    async find(clientId) {
      const request = Provider.ctx?.req;
      const actor = request ? askedActor(request) : null;
      const found = await findClient(database, clientId, { hostTenantId: tenantId, actor });
      if (request && actor && found?.hasActor) factsOf(request).actor = actor;
      return found?.metadata;
    },
    upsert: refuse,
    destroy: refuse,
    consume: refuse,
    revokeByGrantId: refuse,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}
