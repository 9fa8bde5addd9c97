import { expect, it } from "vitest";
import { hashPassword, isPassword, newPassword } from "#lib/members/password";

it("SE-10 passwords that differ after 72 bytes, or after NUL, are different", async () => {
  const long = "é".repeat(80);
  for (const [one, other] of [
    [`${long}a`, `${long}b`],
    ["same\0a", "same\0b"],
    ["same", "same\0"],
  ] as const) {
    const stored = await hashPassword(one);
    expect(await isPassword(one, stored)).toBe(true);
    expect(await isPassword(other, stored)).toBe(false);
  }
});

it("is stored as argon2id with the cost that OWASP names first, salted", async () => {
  const [one, again] = [await hashPassword("twice the same one"), await hashPassword("twice the same one")];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(again).not.toBe(one);
});

it("nobody's password is right", async () => {
  expect(await isPassword("", null)).toBe(false);
  expect(await isPassword("anything at all", null)).toBe(false);
});

it("IN-03 a new one has 12 to 200 characters, none of which PostgreSQL or a keyboard lacks", () => {
  for (const password of ["short", "x".repeat(201), "x".repeat(1_000_000), "twelve or so\0", "twelve or so\ud800", 123_456_789_012, null]) {
    expect(newPassword.safeParse(password).success).toBe(false);
  }
  for (const password of ["x".repeat(12), "x".repeat(200), "пароль из слов 🦦"]) expect(newPassword.safeParse(password).success).toBe(true);
});
