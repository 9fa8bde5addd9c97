import { z } from "zod";
import { isPlainText } from "#lib/text";

export const diagnoseInput = z.object({
  /** A terminal or a mail breaks it into lines. */
  address: z
    .string({ error: "The address is missing." })
    .max(10_000, { error: "The address is longer than 10,000 characters.", abort: true })
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(
      z
        .string()
        .min(1, { error: "The address is empty.", abort: true })
        .refine(isPlainText, { error: "The address holds a control character or an invisible one." }),
    ),
});
export type DiagnoseInput = z.infer<typeof diagnoseInput>;
