import { expect } from "vitest";
import type { DomainErrorCode } from "#lib/errors";

/** What a verb rejects with when it refuses, by its code and, where given, a piece of its sentence. */
export function refusal(code: DomainErrorCode, saying = "") {
  return expect.objectContaining({ name: "DomainError", code, message: expect.stringContaining(saying) });
}
