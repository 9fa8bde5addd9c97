import { randomBytes, randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { shownUri, shownValue } from "#lib/usage/shown-value";

it("R62 shows a scope, a team, a user and an address as they are", () => {
  const id = randomUUID();
  for (const text of ["notes.read", `team_${id}`, `user:${id}`, "https://app-12.eu-west-1.hosting.example/some/long/path/to/a/callback-page"]) {
    expect(shownValue(text)).toBe(text);
  }
});

it("SE-07 hides what could be a secret, a code or a token, wherever it stands", () => {
  const hidden = [generateClientSecret(), randomBytes(32).toString("base64url"), randomBytes(32).toString("hex"), `eyJhbGciOiJub25lIn0.${"aB3".repeat(30)}.x`];
  for (const text of hidden) {
    for (const around of [text, `team_${text}`, `https://app.example/${text}/cb`, `user:${text}`]) {
      expect(shownValue(around)).toMatch(/^(?:https:\/\/app\.example\/…\/cb|user:…|…)$/);
    }
  }
});

it("SE-07 of an address no query, fragment or user name is shown, only that there is one", () => {
  expect(shownUri("https://ana:hunter2@app.example/cb?code=1#x")).toBe("https://…@app.example/cb?…#…");
  expect(shownUri("https://app.example/cb")).toBe("https://app.example/cb");
  expect(shownUri("com.example.app:/cb")).toBe("com.example.app:/cb");
});

it("IN-03 R62 whatever is sent, it is one line of at most 205 characters that PostgreSQL can hold", () => {
  const isFit = (shown: string) => shown.length <= 205 && /^[\x20-\x7e…]*$/.test(shown);
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => isFit(shownValue(text)) && isFit(shownUri(text))));
  for (const text of ["a".repeat(100_000), "a b".repeat(100_000), "//@?#".repeat(20_000)])
    expect([isFit(shownValue(text)), isFit(shownUri(text))]).toEqual([true, true]);
});
