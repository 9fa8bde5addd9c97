import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { createSeal } from "#lib/seal";

const key = randomBytes(32).toString("base64url");
const seal = createSeal(key, "tests");
const secret = "the private part, with ünïcode";

it("SE-11 what was sealed opens again, and looks different each time", () => {
  const [one, other] = [seal.close(secret, "row-1"), seal.close(secret, "row-1")];
  expect([seal.open(one, "row-1"), createSeal(key, "tests").open(other, "row-1")]).toEqual([secret, secret]);
  expect(one).not.toEqual(other);
  expect(Buffer.from(one).includes("private")).toBe(false);
  expect(seal.open(seal.close("", "row-1"), "row-1")).toBe("");
});

it("SE-11 it does not open in another row, for another purpose, with another key, or when any byte of it was changed", () => {
  const sealed = seal.close(secret, "row-1");
  expect(seal.open(sealed, "row-2")).toBeNull();
  expect(createSeal(key, "other tests").open(sealed, "row-1")).toBeNull();
  expect(createSeal(randomBytes(32).toString("base64url"), "tests").open(sealed, "row-1")).toBeNull();
  for (let at = 0; at < sealed.length; at++) {
    expect(
      seal.open(
        sealed.map((byte, index) => (index === at ? byte ^ 1 : byte)),
        "row-1",
      ),
    ).toBeNull();
    expect(seal.open(sealed.subarray(0, at), "row-1")).toBeNull();
  }
});
