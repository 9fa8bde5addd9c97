import type Provider from "oidc-provider";
import type { ClientSetup } from "./client-metadata.ts";

type Client = InstanceType<Provider["Client"]>;

/** Under this name the library carries what RFC 7591 has no name for. */
export const SETUP = "gatehouse";

/** @throws TypeError for a client that did not come from our tables. */
export function setupOf(client: Client): ClientSetup {
  const setup = client[SETUP];
  if (!isSetup(setup)) throw new TypeError("a client without its setup");
  return setup;
}

function isSetup(value: unknown): value is ClientSetup {
  return typeof value === "object" && value !== null && "secrets" in value;
}
