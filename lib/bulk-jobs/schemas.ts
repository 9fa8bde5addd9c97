import { z } from "zod";
import { tenantListField } from "#lib/bulk-jobs/tenant-list";
import { clientIdField, idempotencyKeyField } from "#lib/clients/schemas";
import { line, optional, uuid } from "#lib/text";

const selectionFields = {
  clientId: clientIdField,
  verb: z.enum(["enable", "disable"], { error: "Choose whether to enable or to disable." }),
  /** `api_tokens`: those of the client's migration. */
  selection: z.enum(["list", "filter", "api_tokens"], { error: "Choose which tenants." }).default("list"),
  tenants: tenantListField,
  search: optional(line("Search")),
};

export const planBulkJobInput = z.object(selectionFields);
export type PlanBulkJobInput = z.infer<typeof planBulkJobInput>;

export const startBulkJobInput = z.object({
  ...selectionFields,
  idempotencyKey: idempotencyKeyField,
  /** The `mark` of the plan that the person was shown. */
  previewed: z
    .string()
    .regex(/^\d{1,9} [0-9a-f]{64}$/)
    .optional(),
});
export type StartBulkJobInput = z.infer<typeof startBulkJobInput>;

export const bulkJobInput = z.object({ jobId: uuid });
export type BulkJobInput = z.infer<typeof bulkJobInput>;
