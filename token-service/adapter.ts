import type { Adapter, AdapterFactory } from "oidc-provider";
import { artifacts } from "./artifacts.ts";
import type { Database } from "./database.ts";
import { findClient } from "./find-client.ts";

/** Clients are read from the setup app's tables and never written; everything else is an artifact. */
export function createAdapter(database: Database): AdapterFactory {
  return (kind) => (kind === "Client" ? clients(database) : artifacts(database, kind));
}

function clients(database: Database): Adapter {
  const refuse = async () => {
    throw new Error("the token service never changes a client");
  };
  return {
    find: (clientId) => findClient(database, clientId),
    upsert: refuse,
    destroy: refuse,
    consume: refuse,
    revokeByGrantId: refuse,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}
