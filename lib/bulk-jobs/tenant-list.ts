import { z } from "zod";
import { isPlainText, isUuid } from "#lib/text";

const MOST_CHARACTERS = 120_000;

/** Tenants that somebody pasted, one to a line. A line that means nothing is named later, so nothing but its characters is refused here. */
export const tenantListField = z
  .string()
  .max(MOST_CHARACTERS, { error: "The list is longer than a form may be. Send it in two parts." })
  .transform((text) => text.normalize("NFC"))
  .pipe(z.string().refine((text) => isPlainText(text.replaceAll(/[\r\n\t]/g, " ")), { error: "The list holds a control character or an invisible one." }))
  .default("");

/** A name of a tenant: a whole line, or a piece of one that lists several. `parent` is the line of a piece. */
export type Entry = { no: number; parent: number | null; text: string; id: string | null };

/** A name may hold a comma, so a line is first tried as a whole, and its pieces only where that is nobody's name. */
export function entriesOf(list: string): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  const add = (text: string, parent: number | null) => {
    if (text === "" || seen.has(text.toLowerCase())) return null;
    seen.add(text.toLowerCase());
    const no = entries.length;
    entries.push({ no, parent, text, id: isUuid(text) ? text : null });
    return no;
  };
  for (const line of list.split(/[\r\n]+/)) {
    const whole = trimmed(line);
    const pieces = whole.split(/[,;\t]/).map(trimmed);
    if (pieces.length === 1) add(whole, null);
    else {
      const parent = add(whole, null);
      if (parent !== null) for (const piece of pieces) add(piece, parent);
    }
  }
  return entries;
}

/** In one pass: an expression that looks for the end of a line of spaces would try each of them. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && isAround(text[start])) start++;
  while (end > start && isAround(text[end - 1])) end--;
  return text.slice(start, end);
}

function isAround(character = ""): boolean {
  return character === "," || character === ";" || character === '"' || character.trim() === "";
}
