import fc from "fast-check";
import { expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { scopeNameBarrier } from "#lib/scopes/scope-name";

/** RFC 6749 section 3.3: NQCHAR, written as the set and not as the pattern under test. */
const isNqchar = (code: number) => code === 0x21 || (code >= 0x23 && code <= 0x5b) || (code >= 0x5d && code <= 0x7e);
const isReserved = (name: string) => /^(team_|user:)/.test(name) || ["openid", "profile", "email", "offline_access", ".", "..", "new"].includes(name);

const nqchar = fc.constantFrom(...Array.from({ length: 0x80 }, (_, code) => code).filter(isNqchar)).map((code) => String.fromCharCode(code));
const token = fc.array(nqchar, { minLength: 1, maxLength: 100 }).map((letters) => letters.join(""));
const reserved = fc.oneof(
  fc.constantFrom("openid", "profile", "email", "offline_access", ".", "..", "new", "team_", "user:"),
  fc.tuple(fc.constantFrom("team_", "user:"), token).map((parts) => parts.join("").slice(0, 100)),
);
const other = fc.oneof(
  fc.string({ unit: "binary", maxLength: 120 }),
  fc.tuple(token, fc.constantFrom(" ", '"', "\\", "\n", "\0", "\x7f", "é", "\u200b", "\ud800"), token).map((parts) => parts.join("")),
  fc.array(nqchar, { minLength: 101, maxLength: 110 }).map((letters) => letters.join("")),
);

it("R26 a name of the catalogue is a scope-token of RFC 6749 and nothing else", () => {
  fc.assert(fc.property(token, (name) => (scopeNameBarrier(name) === null) === !isReserved(name)));
  fc.assert(
    fc.property(other, (name) => {
      const isToken = name.length >= 1 && name.length <= 100 && [...name].every((letter) => isNqchar(letter.codePointAt(0) ?? 0));
      return (scopeNameBarrier(name) === null) === (isToken && !isReserved(name));
    }),
  );
});

it("R26 each refusal says what to do", () => {
  expect(scopeNameBarrier("notes read")).toContain("Spaces");
  expect(scopeNameBarrier("team_research")).toContain("team_ or user:");
  expect(scopeNameBarrier("openid")).toContain("OpenID Connect");
  expect(scopeNameBarrier("offline_access")).toContain("OpenID Connect");
  expect(scopeNameBarrier("x".repeat(101))).toContain("longer than 100");
});

it("R26 R29 the database refuses what the form refuses, and takes what it takes", async () => {
  // PostgreSQL's driver cannot even send these.
  const sendable = (name: string) => name.isWellFormed() && !name.includes("\0");
  const names = fc.sample(fc.oneof(token, reserved, other), { numRuns: 300, seed: 26 }).filter(sendable);
  await asScope({ role: "staff" }, async (tx) => {
    for (const name of new Set(names)) {
      await tx.$executeRaw`savepoint one`;
      const taken = await tx.$executeRaw`insert into scope (name, title, description) values (${name}, 'A', 'A') on conflict do nothing`.then(
        () => true,
        () => false,
      );
      await tx.$executeRaw`rollback to savepoint one`;
      expect([name, taken]).toEqual([name, scopeNameBarrier(name) === null]);
    }
  });
});
