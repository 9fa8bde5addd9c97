import { z } from "zod";
import { line, uuid } from "#lib/text";

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

export const registerClientInput = z.object({
  name: line("Name"),
  generatedName: z.string().max(100).optional(),
  environment: z.enum(["sandbox", "production"]).optional(),
  allowClientCredentials: checkbox,
  idempotencyKey: idempotencyKeyField,
});
export type RegisterClientInput = z.infer<typeof registerClientInput>;

export const renameClientInput = z.object({ clientId: clientIdField, version: versionField, name: line("Name") });
export type RenameClientInput = z.infer<typeof renameClientInput>;

export const changeClientInput = z.object({
  clientId: clientIdField,
  version: versionField,
  allowClientCredentials: checkbox,
  mayActForUsers: checkbox,
  authMethod: z.enum(["client_secret_basic", "client_secret_post"], { error: "Choose how the application sends its secret." }),
});
export type ChangeClientInput = z.infer<typeof changeClientInput>;

export const clientInput = z.object({ clientId: clientIdField });
export type ClientInput = z.infer<typeof clientInput>;

export const deleteClientInput = z.object({ clientId: clientIdField, typedName: z.string().max(1000).default("") });
export type DeleteClientInput = z.infer<typeof deleteClientInput>;
