import { randomBytes } from "node:crypto";
import { toBase62 } from "#lib/random";

/** 96 random bits; generated once and never changed (R8). */
export function generateClientId(): string {
  return `gh_${toBase62(randomBytes(12), 17)}`;
}
