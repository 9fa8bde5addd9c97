import { z } from "zod";
import { clientIdField, versionField } from "#lib/clients/schemas";
import { paragraph } from "#lib/text";

export const requestInstallationInput = z.object({
  clientId: clientIdField,
  reason: paragraph("Your reasons", 500).refine((reason) => reason !== "", { error: "Say what you need it for: the admin decides by that." }),
});
export type RequestInstallationInput = z.infer<typeof requestInstallationInput>;

export const decideInstallationInput = z.object({
  clientId: clientIdField,
  answer: z.enum(["approve", "deny", "block", "clear"], { error: "Approve, deny, block, or clear the decision." }),
  /** Of the client, as the admin saw it. */
  version: versionField,
  /** Which decision the admin saw; empty where nothing was decided. */
  mark: z
    .string()
    .regex(/^(\d{1,15}\.\d{1,9})?$/, { error: "Open the app again: this page does not say what you saw." })
    .default(""),
});
export type DecideInstallationInput = z.infer<typeof decideInstallationInput>;
