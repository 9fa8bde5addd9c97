export type DomainErrorCode = "not_found" | "forbidden" | "conflict" | "invalid";

/** A refusal that a person can act on. The message is a sentence for them; `field` names the input it belongs to. */
export class DomainError extends Error {
  override readonly name = "DomainError";

  constructor(
    readonly code: DomainErrorCode,
    message: string,
    readonly field?: string,
    /** Everything that is wrong with a form, by field, where it is more than one thing. */
    readonly fields?: Record<string, string[]>,
  ) {
    super(message);
  }
}

export function notFound(what: string): DomainError {
  return new DomainError("not_found", `${what} was not found. It may have been deleted, or it belongs to somebody else.`);
}

/** Both are normalised the same way, so that what looks equal is. @throws DomainError `invalid` with `sentence`. */
export function refuseUntypedName({ name }: { name: string }, typedName: string | undefined, sentence: string): void {
  if (typedName?.trim().normalize("NFC") !== name) throw new DomainError("invalid", sentence, "typedName");
}

/** All that is wrong with what was typed, told at once. */
export function invalidFields(fields: Record<string, string[]>): DomainError {
  const [field, messages] = Object.entries(fields)[0] ?? ["", []];
  return new DomainError("invalid", messages[0] ?? "", field, fields);
}
