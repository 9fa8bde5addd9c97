import { z } from "zod";
import { clientIdField } from "#lib/clients/schemas";
import { paragraph, uuid } from "#lib/text";

export const requestEnablementInput = z.object({
  clientId: clientIdField,
  reason: paragraph("Your reasons", 500).refine((reason) => reason !== "", { error: "Say what you need it for: it is decided by that." }),
});
export type RequestEnablementInput = z.infer<typeof requestEnablementInput>;

export const requestInput = z.object({ requestId: uuid });
export type RequestInput = z.infer<typeof requestInput>;

export const refuseRequestInput = z.object({
  requestId: uuid,
  word: paragraph("The reasons", 500).refine((word) => word !== "", { error: "Say why: the people who asked read it." }),
});
export type RefuseRequestInput = z.infer<typeof refuseRequestInput>;
