import { randomBytes } from "node:crypto";
import type { AllClientMetadata } from "oidc-provider";
import { SETUP } from "./client-setup.ts";
import { usableRedirectUris } from "./redirect-uris.ts";

/** A client as find-client.ts reads it. */
export type ClientRow = {
  client_id: string;
  tenant_id: string | null;
  environment: "sandbox" | "production";
  name: string;
  type: "confidential" | "public";
  auth_method: "client_secret_basic" | "client_secret_post" | "none";
  grants: (keyof typeof grantTypes)[];
  acts_as: "user" | "service_account";
  may_act_for_users: boolean;
  consents_by_itself: boolean;
  access_token_format: "opaque" | "jwt";
  may_introspect: boolean;
  home_page_uri: string | null;
  logo_uri: string | null;
  contact: string | null;
  issued_at: number;
  redirect_uris: StoredRedirectUri[];
  scopes: string[];
  secrets: StoredSecret[];
};
export type StoredRedirectUri = { uri: string; match: "exact" | "wildcard" };
/** A live secret; `digest` is hexadecimal. */
export type StoredSecret = { id: string; digest: string };

/** The part of a client that RFC 7591 has no name for. */
export type ClientSetup = Pick<
  ClientRow,
  | "tenant_id"
  | "environment"
  | "acts_as"
  | "may_act_for_users"
  | "consents_by_itself"
  | "access_token_format"
  | "may_introspect"
  | "redirect_uris"
  | "scopes"
  | "secrets"
>;

/** `grant_types` of RFC 7591 section 2 and RFC 8628 section 3.4, by the names of the setup app. */
export const grantTypes = {
  authorization_code: "authorization_code",
  refresh_token: "refresh_token",
  client_credentials: "client_credentials",
  device_code: "urn:ietf:params:oauth:grant-type:device_code",
} as const;

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

// The library demands a client_secret. Nobody knows this one, and stored-secrets.ts never looks at it.
const PLACEHOLDER = randomBytes(32).toString("base64url");

/**
 * A client as RFC 7591 section 2 writes it. The same row gives the same metadata: the library tells clients apart by it.
 * What the library would refuse is left out: a bad logo must not stop a client, and a bad redirect URI must not be redirected to.
 */
export function toClientMetadata(client: ClientRow): AllClientMetadata {
  const { tenant_id, environment, acts_as, may_act_for_users, consents_by_itself, access_token_format, may_introspect, scopes, secrets } = client;
  const redirect_uris = usableRedirectUris(client);
  const grants = client.grants.filter((grant) => isPossible(grant, client, redirect_uris));
  const setup: ClientSetup = {
    tenant_id,
    environment,
    acts_as,
    may_act_for_users,
    consents_by_itself,
    access_token_format,
    may_introspect,
    redirect_uris,
    scopes,
    secrets,
  };
  return {
    client_id: client.client_id,
    client_id_issued_at: client.issued_at,
    client_name: client.name,
    ...(isWebUri(client.home_page_uri) && { client_uri: client.home_page_uri }),
    ...(isWebUri(client.logo_uri) && { logo_uri: client.logo_uri }),
    ...(isEmail(client.contact) && { contacts: [client.contact] }),
    application_type: applicationType(client.type, redirect_uris),
    token_endpoint_auth_method: client.auth_method,
    ...(client.auth_method !== "none" && { client_secret: PLACEHOLDER }),
    grant_types: grants.map((grant) => grantTypes[grant]),
    response_types: grants.includes("authorization_code") ? ["code"] : [],
    redirect_uris: redirect_uris.map(({ uri }) => uri),
    [SETUP]: setup,
  };
}

/** R28 and R34, although the database refuses such a row. */
function isPossible(grant: keyof typeof grantTypes, client: ClientRow, redirectUris: StoredRedirectUri[]): boolean {
  if (grant === "client_credentials") return client.type === "confidential" && client.tenant_id !== null;
  return grant !== "authorization_code" || redirectUris.length > 0;
}

// The library lets a web application redirect to http and https, and a native one to its own scheme and to http on loopback, but not to https there.
function applicationType(type: ClientRow["type"], redirectUris: StoredRedirectUri[]): "native" | "web" {
  if (type === "public") return "native";
  const onLoopback = redirectUris.map(({ uri }) => new URL(uri)).filter(({ hostname }) => LOOPBACK.has(hostname));
  return onLoopback.length > 0 && onLoopback.every(({ protocol }) => protocol === "http:") ? "native" : "web";
}

function isWebUri(uri: string | null): uri is string {
  return uri !== null && /^https?:$/.test(URL.parse(uri)?.protocol ?? "");
}

// As the library has it, who takes it from HTML.
function isEmail(contact: string | null): contact is string {
  return contact !== null && /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d-]+(\.[a-z\d-]+)*$/i.test(contact);
}
