import { randomBytes } from "node:crypto";
import type { AllClientMetadata } from "oidc-provider";

/** A client as find-client.ts reads it. */
export type ClientRow = {
  client_id: string;
  tenant_id: string | null;
  name: string;
  type: "confidential" | "public";
  auth_method: "client_secret_basic" | "client_secret_post" | "none";
  grants: string[];
  may_act_for_users: boolean;
  issued_at: number;
  scopes: string[];
  secrets: StoredSecret[];
};
/** A live secret; `digest` is hexadecimal. */
export type StoredSecret = { id: string; digest: string };

/** The part of a client that RFC 7591 has no name for. */
export type ClientSetup = Pick<ClientRow, "tenant_id" | "may_act_for_users" | "scopes" | "secrets">;
export const SETUP = "gatehouse";

/** What the token service offers, by the names of the setup app. */
export const offeredGrants: Readonly<Record<string, string>> = { client_credentials: "client_credentials" };

// The library demands a client_secret. Nobody knows this one, and stored-secrets.ts never looks at it.
const PLACEHOLDER = randomBytes(32).toString("base64url");

/** A client as RFC 7591 section 2 writes it. The same row gives the same metadata: the library tells clients apart by it. */
export function toClientMetadata(client: ClientRow): AllClientMetadata {
  const { tenant_id, may_act_for_users, scopes, secrets } = client;
  const setup: ClientSetup = { tenant_id, may_act_for_users, scopes, secrets };
  return {
    client_id: client.client_id,
    client_id_issued_at: client.issued_at,
    client_name: client.name,
    token_endpoint_auth_method: client.auth_method,
    ...(client.auth_method !== "none" && { client_secret: PLACEHOLDER }),
    grant_types: grantTypesOf(client),
    response_types: [],
    [SETUP]: setup,
  };
}

function grantTypesOf(client: ClientRow): string[] {
  return client.grants.flatMap((grant) => {
    const grantType = offeredGrants[grant];
    return grantType === undefined || (grant === "client_credentials" && !mayUseClientCredentials(client)) ? [] : [grantType];
  });
}

// R28, although the database refuses such a row
function mayUseClientCredentials(client: ClientRow): boolean {
  return client.type === "confidential" && client.tenant_id !== null;
}
