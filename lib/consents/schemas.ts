import { z } from "zod";
import { uuid } from "#lib/text";

/** What the token service calls a request that waits for a person. */
export const interactionField = z.string().regex(/^[\w-]{20,100}$/, { error: "This request is not complete. Go back to the app and start again." });

export const answerPromptInput = z.object({ interaction: interactionField, answer: z.enum(["approve", "deny"], { error: "Approve or deny." }) });
export type AnswerPromptInput = z.infer<typeof answerPromptInput>;

export const consentInput = z.object({ consentId: uuid });
export type ConsentInput = z.infer<typeof consentInput>;
