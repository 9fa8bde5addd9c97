import { z } from "zod";
import { clientIdField, idempotencyKeyField } from "#lib/clients/schemas";
import { line, uuid } from "#lib/text";

const secretIdField = uuid;

export const issueSecretInput = z.object({
  clientId: clientIdField,
  name: line("Name", 60),
  expiresInDays: z.enum(["7", "30", "90", "180", "365"], { error: "Choose one of the periods." }).transform(Number).optional(),
  idempotencyKey: idempotencyKeyField,
});
export type IssueSecretInput = z.infer<typeof issueSecretInput>;

export const resetSecretInput = z.object({
  clientId: clientIdField,
  secretId: secretIdField,
  graceSeconds: z.enum(["0", "3600", "86400", "604800"], { error: "Choose when the old secret stops." }).default("0").transform(Number),
  idempotencyKey: idempotencyKeyField,
});
export type ResetSecretInput = z.infer<typeof resetSecretInput>;

export const resetAllSecretsInput = z.object({ clientId: clientIdField, idempotencyKey: idempotencyKeyField });
export type ResetAllSecretsInput = z.infer<typeof resetAllSecretsInput>;

export const retireSecretInput = z.object({
  clientId: clientIdField,
  secretId: secretIdField,
  typedName: z.string().max(1000).optional(),
});
export type RetireSecretInput = z.infer<typeof retireSecretInput>;
