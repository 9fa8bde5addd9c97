import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digestOf, generateClientSecret, hintOf, isClientSecret, isSecretOf, type PlainSecret } from "#lib/secrets/client-secret";

const BASE62 = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];

describe("a client secret", () => {
  it("SE-01 R17 has a prefix that scanners know, 43 characters of base62, and a checksum", () => {
    expect(generateClientSecret()).toMatch(/^gh_secret_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
  });

  it("SE-01 R16 carries 256 random bits: no two alike, and every character as often as chance would have it", () => {
    const sample = Array.from({ length: 20_000 }, () => generateClientSecret());
    expect(new Set(sample).size).toBe(sample.length);
    const counts = new Map(BASE62.map((character) => [character, 0]));
    // The first character stands for what is left of 256 bits, so it is not one of all 62.
    for (const secret of sample) for (const character of secret.slice(11, 53)) counts.set(character, (counts.get(character) ?? 0) + 1);
    expect(counts.size).toBe(62);
    const expected = (sample.length * 42) / 62;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 61 degrees of freedom: a fair source exceeds this once in some hundred million runs.
    expect(chiSquare).toBeLessThan(140);
  });

  it("SE-01 R17 any single character changed, anywhere, is detected without a query", () => {
    const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(fc.nat(59), fc.oneof(fc.constantFrom(...BASE62), printable), (position, character) => {
        const secret = generateClientSecret();
        const changed = secret.slice(0, position) + character + secret.slice(position + 1);
        expect(isClientSecret(changed)).toBe(changed === secret);
      }),
      { numRuns: 3000 },
    );
  });

  it("SE-01 two neighbours exchanged, and anything added or cut off, are detected", () => {
    fc.assert(
      fc.property(fc.nat(58), (position) => {
        const secret = generateClientSecret();
        const [one, other] = [secret.charAt(position), secret.charAt(position + 1)];
        const exchanged = secret.slice(0, position) + other + one + secret.slice(position + 2);
        expect(isClientSecret(exchanged)).toBe(one === other);
        expect(isClientSecret(secret.slice(0, position))).toBe(false);
      }),
    );
    const secret = generateClientSecret();
    for (const text of [`${secret}\n`, ` ${secret}`, `${secret}\0`, secret.repeat(2), secret.toUpperCase(), ""]) expect(isClientSecret(text)).toBe(false);
  });

  it("SE-10 differs to the last byte: neither 72 characters nor NUL end the comparison", () => {
    const long = "x".repeat(72);
    for (const [one, other] of [
      [`${long}a`, `${long}b`],
      ["same\0a", "same\0b"],
    ] as const) {
      expect(isSecretOf(digestOf(one as PlainSecret), digestOf(other as PlainSecret))).toBe(false);
    }
  });

  it("SE-03 R16 is known again by its digest, and by nothing shorter", () => {
    const secret = generateClientSecret();
    expect(isSecretOf(digestOf(secret), digestOf(secret))).toBe(true);
    expect(isSecretOf(digestOf(secret), digestOf(generateClientSecret()))).toBe(false);
    expect(isSecretOf(digestOf(secret), digestOf(secret).slice(0, 31))).toBe(false);
    expect(digestOf(secret)).toHaveLength(32);
  });

  it("R17 is hinted at by its last four characters, which belong to the checksum", () => {
    const secret = generateClientSecret();
    expect(secret.endsWith(hintOf(secret))).toBe(true);
    expect(hintOf(secret)).toHaveLength(4);
  });
});
