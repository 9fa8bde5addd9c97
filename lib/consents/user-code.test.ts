import { expect, test } from "vitest";
import { shownUserCode, userCodeField } from "#lib/consents/schemas";

test("TS-15 RFC 8628 section 6.1 a code is read however a person types it: small letters, spaces, other marks, none", () => {
  for (const typed of ["BCDF-GHJK", "bcdf-ghjk", " bcdf ghjk ", "BCDFGHJK", "bcdf–ghjk", "b.c.d.f_g/h/j/k", "BcDf  -  gHjK"]) {
    expect(shownUserCode(userCodeField.parse(typed))).toBe("BCDF-GHJK");
  }
});

test("IN-03 what is no code is none", () => {
  for (const typed of ["", "BCDFGHJ", "BCDFGHJKL", "BCDF-GHJ1", "BCDF\0GHJK", "ВCDFGHJK", "x".repeat(41)]) {
    expect(userCodeField.safeParse(typed).success).toBe(false);
  }
});
