import { z } from "zod";
import { tenantListField } from "#lib/bulk-jobs/tenant-list";
import { clientIdField } from "#lib/clients/schemas";
import { uuid } from "#lib/text";

export const importMigrationInput = z.object({ clientId: clientIdField, tenants: tenantListField });
export type ImportMigrationInput = z.infer<typeof importMigrationInput>;

export const removeFromMigrationInput = z.object({ clientId: clientIdField, tenantId: uuid });
export type RemoveFromMigrationInput = z.infer<typeof removeFromMigrationInput>;
