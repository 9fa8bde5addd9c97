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

/** The version of a thing that the person was looking at (R14). */
export const version = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, { error: "Open the page again: it does not say what you saw." })
  .transform(Number);

/** What somebody searches for; nothing where it is no text that anything could be called. */
export function searchText(value: unknown): string {
  const text = typeof value === "string" ? value.slice(0, 100).trim().normalize("NFC") : "";
  return isPlainText(text) ? text : "";
}

/** Several lines that a person typed. */
export function paragraph(label: string, max: number) {
  return z
    .string()
    .transform((value) => value.replaceAll("\r\n", "\n").trim().normalize("NFC"))
    .pipe(
      z
        .string()
        .refine((value) => [...value].length <= max, { error: `${label} are longer than ${max} characters.` })
        .refine((value) => isPlainText(value.replaceAll(/[\n\t]/g, " ")), { error: `${label} hold a control character or an invisible one.` }),
    );
}

/** A link that people can follow: http or https, nothing that runs or hides where it leads. */
export function webAddress(label: string) {
  const example = `${label} is not a web address that begins with https:// or http://, such as https://example.com.`;
  return line(label, 2000).pipe(
    z
      .string()
      .refine((value) => /^https?:\/\/[^\s@\\]+$/i.test(value) && URL.canParse(value), { error: example, abort: true })
      .refine((value) => new URL(value).username === "", { error: example }),
  );
}

/** Null where nothing was typed. */
export function optional<T>(schema: z.ZodType<T, string>) {
  return z
    .string()
    .default("")
    .transform((value, ctx): T | null => {
      if (value.trim() === "") return null;
      const parsed = schema.safeParse(value);
      if (parsed.success) return parsed.data;
      for (const { message } of parsed.error.issues) ctx.issues.push({ code: "custom", message, input: value });
      return z.NEVER;
    });
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
