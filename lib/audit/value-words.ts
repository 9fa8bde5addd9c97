import { roleNames } from "#lib/access/permissions";
import type { Client, HandOver } from "#prisma/generated/client";

/** How people call what the tables hold, by the field that holds it. */
export const valueWords = {
  kind: { secret: "Secret", redirect_uris: "Redirect URIs" } satisfies Record<HandOver["kind"], string>,
  grants: {
    authorization_code: "Authorization Code",
    refresh_token: "Refresh Token",
    client_credentials: "Client credentials",
    device_code: "Device Authorization",
  } satisfies Record<Client["grants"][number], string>,
  type: { confidential: "Confidential", public: "Public" } satisfies Record<Client["type"], string>,
  authMethod: {
    client_secret_basic: "Secret in the Authorization header",
    client_secret_post: "Secret in the body",
    none: "No secret",
  } satisfies Record<Client["authMethod"], string>,
  actsAs: { user: "The person who allows it", service_account: "A service account" } satisfies Record<Client["actsAs"], string>,
  accessTokenFormat: { opaque: "Opaque", jwt: "JWT" } satisfies Record<Client["accessTokenFormat"], string>,
  environment: { sandbox: "Sandbox", production: "Production" } satisfies Record<Client["environment"], string>,
  role: roleNames,
  state: { draft: "Draft", active: "Active", disabled: "Disabled" } satisfies Record<Client["state"], string>,
};
