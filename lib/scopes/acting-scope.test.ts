import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { looksLikeActingScope, parseActingScope, toActingScope } from "./acting-scope";

test("R29 what is built for a team or user is read back as it was", () => {
  for (const kind of ["team", "user"] as const) {
    const id = randomUUID();
    expect(parseActingScope(toActingScope({ kind, id }))).toEqual({ kind, id });
  }
});

test("R29 everything else acts for nobody", () => {
  const id = randomUUID();
  for (const word of [`team:${id}`, `user_${id}`, `team_${id.toUpperCase()}x`, `team_${id} `, ` team_${id}`, `team_${id}\n`, "team_", "user:1", ""]) {
    expect(parseActingScope(word)).toBeNull();
  }
  fc.assert(fc.property(fc.string(), (word) => parseActingScope(word) === null));
});

test("a malformed one still looks like one, so that it is not taken for a word of the catalogue", () => {
  for (const word of ["team_1", "user:", "team_*"]) expect(looksLikeActingScope(word)).toBe(true);
  for (const word of ["teams", "users:read", "notes:read"]) expect(looksLikeActingScope(word)).toBe(false);
});
