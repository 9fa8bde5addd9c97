import { z } from "zod";
import { clientIdField } from "#lib/clients/schemas";
import { paragraph } from "#lib/text";

export const requestInstallationInput = z.object({
  clientId: clientIdField,
  reason: paragraph("Your reasons", 500).refine((reason) => reason !== "", { error: "Say what you need it for: the admin decides by that." }),
});
export type RequestInstallationInput = z.infer<typeof requestInstallationInput>;
