import { z } from "zod";

// PostgreSQL has no NUL; a lone surrogate is not text; bidirectional overrides and zero-width characters make two names look like one.
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const INVISIBLE = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

export function isPlainText(value: string): boolean {
  return value.isWellFormed() && !CONTROL.test(value) && !INVISIBLE.test(value);
}

/** One line that a person typed: trimmed, NFC, 1 to `max` characters, nothing invisible in it. */
export function line(label: string, max = 100) {
  return z
    .string({ error: `${label} is missing.` })
    .transform((value) => value.trim().normalize("NFC"))
    .pipe(
      z
        .string()
        .min(1, { error: `${label} is empty.`, abort: true })
        .refine((value) => [...value].length <= max, { error: `${label} is longer than ${max} characters.` })
        .refine(isPlainText, { error: `${label} holds a control character or an invisible one.` }),
    );
}

export const emailAddress = z
  .string({ error: "E-mail address is missing." })
  .trim()
  .toLowerCase()
  .max(254, { error: "E-mail address is longer than 254 characters.", abort: true })
  .pipe(z.email({ error: "This is not an e-mail address, such as ana@example.com." }));

export const uuid = z.uuid({ error: "This is not an id." });

export function isUuid(text: string | undefined): boolean {
  return uuid.safeParse(text).success;
}
