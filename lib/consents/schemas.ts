import { z } from "zod";
import { versionField } from "#lib/clients/schemas";
import { uuid } from "#lib/text";

/** What the token service calls a request that waits for a person. */
export const interactionField = z.string().regex(/^[\w-]{20,100}$/, { error: "This request is not complete. Go back to the app and start again." });

export const answerPromptInput = z.object({
  interaction: interactionField,
  answer: z.enum(["approve", "deny"], { error: "Approve or deny." }),
  /** Of the client that an admin lets in: a snapshot is kept of what they saw. */
  version: versionField.optional(),
});
export type AnswerPromptInput = z.infer<typeof answerPromptInput>;

/** As it is stored: people type it in small letters, without the hyphen or with another mark (RFC 8628 section 6.1). */
export const userCodeField = z
  .string({ error: "Type the code that your device shows." })
  .max(40, { error: "This code is too long." })
  .transform((text) => text.toUpperCase().replace(/[\s\p{P}]/gu, ""))
  .pipe(z.string().regex(/^[A-Z]{8}$/, { error: "A code has eight letters." }));

/** As the device shows it. */
export function shownUserCode(userCode: string): string {
  return `${userCode.slice(0, 4)}-${userCode.slice(4)}`;
}

export const answerDeviceInput = z.object({ userCode: userCodeField, answer: z.enum(["approve", "deny"], { error: "Approve or deny." }) });
export type AnswerDeviceInput = z.infer<typeof answerDeviceInput>;

export const consentInput = z.object({ consentId: uuid });
export type ConsentInput = z.infer<typeof consentInput>;
