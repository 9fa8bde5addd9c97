import { z } from "zod";
import { clientIdField } from "#lib/clients/schemas";
import { uuid } from "#lib/text";

export const enablementInput = z.object({ clientId: clientIdField, tenantId: uuid });
export type EnablementInput = z.infer<typeof enablementInput>;
