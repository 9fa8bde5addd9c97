import { z } from "zod";
import { emailAddress, line, optional, paragraph, uuid, webAddress } from "#lib/text";

export const clientIdField = z.string().regex(/^gh_[0-9A-Za-z]{17}$/, { error: "This is not a client ID." });
/** Asked of what stands in an address, before PostgreSQL is asked for a text that it cannot hold. */
export function isClientId(text: string): boolean {
  return clientIdField.safeParse(text).success;
}
/** The version of the client that the person was looking at (R14). */
export const versionField = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, { error: "Open the client again: this page does not say which version of it you saw." })
  .transform(Number);
/** Made with the form, so that a form sent twice is one submission (R15). */
export const idempotencyKeyField = uuid;
const checkbox = z.stringbool({ truthy: ["on", "true"], falsy: ["off", "false", ""] }).default(false);

/** One URI to a line; the lines of all fields together. What is wrong with them is told one by one (R33), so nothing is refused here. */
export const redirectUriLines = z
  .array(z.string().max(60_000, { error: "Redirect URIs hold more text than a form may." }).default(""))
  .max(100, { error: "Redirect URIs hold more entries than a form may." })
  .default([])
  .transform((values) => values.flatMap((value) => value.split(/\r\n|\n|\r/)).filter((uri) => uri !== ""));

export const registerClientInput = z.object({
  name: line("Name"),
  generatedName: z.string().max(100).optional(),
  environment: z.enum(["sandbox", "production"]).optional(),
  kind: z.enum(["server", "browser", "device", "job"], { error: "Choose what the application is." }).default("server"),
  redirectUris: redirectUriLines,
  idempotencyKey: idempotencyKeyField,
});
export type RegisterClientInput = z.infer<typeof registerClientInput>;

export const renameClientInput = z.object({ clientId: clientIdField, version: versionField, name: line("Name") });
export type RenameClientInput = z.infer<typeof renameClientInput>;

const scopeNames = z
  .array(
    z
      .string()
      .regex(/^[!#-[\]-~]{0,100}$/, { error: "This is not the name of a scope." })
      .default(""),
  )
  .max(500, { error: "These are more scopes than a client can have." })
  .default([])
  .transform((names) => [...new Set(names)].filter((name) => name !== "").sort());
const grantNames = z
  .array(z.enum(["authorization_code", "refresh_token", "client_credentials", "device_code"], { error: "Choose from the grants that there are." }))
  .max(20)
  .default([])
  .transform((grants) => [...new Set(grants)].sort());

export const changeClientInput = z.object({
  clientId: clientIdField,
  version: versionField,
  idempotencyKey: idempotencyKeyField,
  name: line("Name"),
  type: z.enum(["confidential", "public"], { error: "Choose confidential or public." }),
  authMethod: z.enum(["client_secret_basic", "client_secret_post"], { error: "Choose how the application sends its secret." }).default("client_secret_basic"),
  grants: grantNames,
  actsAs: z.enum(["user", "service_account"], { error: "Choose whom the client acts as." }).default("user"),
  mayActForUsers: checkbox,
  consentsByItself: checkbox,
  accessTokenFormat: z.enum(["opaque", "jwt"], { error: "Choose how access tokens look." }).default("opaque"),
  mayIntrospect: checkbox,
  scopes: scopeNames,
  redirectUris: redirectUriLines,
  maker: optional(line("Maker")),
  homePageUri: optional(webAddress("Home page")),
  logoUri: optional(webAddress("Logo")),
  contact: optional(emailAddress),
  notes: optional(paragraph("Notes", 2000)),
  /** The person has read what the change breaks. */
  acceptsImpact: checkbox,
});
export type ChangeClientInput = z.infer<typeof changeClientInput>;

export const clientInput = z.object({ clientId: clientIdField });
export type ClientInput = z.infer<typeof clientInput>;

export const activateClientInput = z.object({
  clientId: clientIdField,
  /** Shown now, or left for the partner to take on a link (R23). */
  firstSecret: z.enum(["show", "hand_over"], { error: "Choose who is shown the first secret." }).optional(),
  idempotencyKey: idempotencyKeyField,
});
export type ActivateClientInput = z.infer<typeof activateClientInput>;

export const promoteClientInput = z.object({ clientId: clientIdField, version: versionField, redirectUris: redirectUriLines });
export type PromoteClientInput = z.infer<typeof promoteClientInput>;

export const deleteClientInput = z.object({ clientId: clientIdField, typedName: z.string().max(1000).default("") });
export type DeleteClientInput = z.infer<typeof deleteClientInput>;
