import Provider, { errors } from "oidc-provider";
import { digestOf, isClientSecret, isSecretOf } from "#lib/secrets/client-secret";
import { factsOf } from "../requests/request-facts.ts";
import type { StoredSecret } from "./client-metadata.ts";
import { setupOf } from "./client-setup.ts";

type Client = InstanceType<Provider["Client"]>;

/** The live secret that this is, if it is one. Every one is looked at, so that the time does not tell which. */
export function findStoredSecret(secrets: StoredSecret[], candidate: string): StoredSecret | null {
  if (!isClientSecret(candidate)) return null;
  const digest = digestOf(candidate);
  let found: StoredSecret | null = null;
  for (const secret of secrets) {
    if (isSecretOf(digest, Buffer.from(secret.digest, "hex"))) found = secret;
  }
  return found;
}

/** Makes the library compare with what is stored, and by the registered method only (RFC 6749 section 2.3). */
export function compareWithStoredSecrets(provider: Provider): void {
  provider.Client.prototype.compareClientSecret = function (this: Client, candidate) {
    const ctx = Provider.ctx;
    if (!ctx) return false;
    const found = findStoredSecret(setupOf(this).secrets, candidate);
    if (!found) return false;
    const used = ctx.headers.authorization === undefined ? "client_secret_post" : "client_secret_basic";
    if (used !== this.clientAuthMethod) throw wrongMethod(`${this.clientAuthMethod}`, used);
    factsOf(ctx.req).secretId = found.id;
    return true;
  };
}

// Whoever knows the secret may know this too.
function wrongMethod(registered: string, used: string): Error {
  const error = new errors.InvalidClientAuth(`sent by ${used}`);
  error.error_description = `this client is registered for ${registered}, and sent its secret by ${used}`;
  return error;
}
