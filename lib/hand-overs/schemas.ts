import { z } from "zod";
import { clientIdField, idempotencyKeyField, redirectUriLines, versionField } from "#lib/clients/schemas";
import { line, optional, paragraph, uuid, webAddress } from "#lib/text";

const note = optional(line("Whom it is for", 100));
const lifetimeHours = z.enum(["1", "24", "168"], { error: "Choose how long the link works." }).default("24").transform(Number);

export const createSecretLinkInput = z.object({
  clientId: clientIdField,
  secretName: line("Name", 60),
  note,
  lifetimeHours,
  /** Told, so spaces around it are nobody's intention. */
  passphrase: optional(line("Passphrase", 100).pipe(z.string().min(6, { error: "Use at least 6 characters: whoever has the link has 5 tries." }))),
  othersEndAfter: z
    .enum(["never", "0", "3600", "86400", "604800"], { error: "Choose what happens to the secrets that there are." })
    .default("never")
    .transform((seconds) => (seconds === "never" ? null : Number(seconds))),
});
export type CreateSecretLinkInput = z.infer<typeof createSecretLinkInput>;

export const createRedirectUrisLinkInput = z.object({ clientId: clientIdField, note, lifetimeHours });
export type CreateRedirectUrisLinkInput = z.infer<typeof createRedirectUrisLinkInput>;

export const handOverInput = z.object({ handOverId: uuid });
export type HandOverInput = z.infer<typeof handOverInput>;

/** What staff looked at: the partner may send another list meanwhile. */
const submittedAt = z.iso
  .datetime({ error: "Open the submission again: this page does not say which one you saw." })
  .max(30)
  .transform((text) => new Date(text));

export const applySubmissionInput = z.object({ handOverId: uuid, submittedAt, version: versionField, idempotencyKey: idempotencyKeyField });
export type ApplySubmissionInput = z.infer<typeof applySubmissionInput>;

export const refuseSubmissionInput = z.object({ handOverId: uuid, submittedAt, reason: optional(paragraph("The reasons", 500)) });
export type RefuseSubmissionInput = z.infer<typeof refuseSubmissionInput>;

const token = z.string().regex(/^[\w-]{43}$/, { error: "This link is not complete. Copy it again." });

export const takeSecretInput = z.object({
  token,
  passphrase: z
    .string()
    .max(1000, { error: "The passphrase is too long." })
    .default("")
    .transform((text) => text.trim().normalize("NFC")),
  idempotencyKey: idempotencyKeyField,
});
export type TakeSecretInput = z.infer<typeof takeSecretInput>;

export const submitRedirectUrisInput = z.object({ token, redirectUris: redirectUriLines, homePageUri: optional(webAddress("Home page")) });
export type SubmitRedirectUrisInput = z.infer<typeof submitRedirectUrisInput>;
