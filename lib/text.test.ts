import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emailAddress, isPlainText, isUuid, line, optional, paragraph, webAddress } from "#lib/text";

const name = line("Name");

describe("a line that a person typed", () => {
  it("IN-06 is trimmed and composed, so that one text has one spelling", () => {
    expect(name.parse("  Cafe\u0301 export ")).toBe("Café export");
    for (const text of ["Research sync", "株式会社", "تصدير", "Ünïcödé", "Otter 🦦", "Ol’ Bob’s “export”"]) expect(name.parse(text)).toBe(text);
  });

  it("IN-06 IN-03 is refused with anything in it that cannot be seen or stored", () => {
    const hidden = [
      "\0",
      "\n",
      "\r",
      "\t",
      "\u0085",
      "\u2028",
      "\u001b",
      "\u200b",
      "\u200d",
      "\u200e",
      "\u202e",
      "\u2066",
      "\ufeff",
      "\u00ad",
      "\ud800",
      "\udfff",
    ];
    for (const character of hidden) expect(name.safeParse(`Research${character}sync`).success).toBe(false);
  });

  it("IN-03 is 1 to 100 characters as people count them, not bytes", () => {
    for (const text of ["", "   ", "x".repeat(101), "🦦".repeat(101), "x".repeat(1_000_000)]) expect(name.safeParse(text).success).toBe(false);
    for (const text of ["x", "x".repeat(100), "🦦".repeat(100)]) expect(name.safeParse(text).success).toBe(true);
  });

  it("IN-03 what passes is text that PostgreSQL stores, and passes again unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        const parsed = name.safeParse(text);
        if (!parsed.success) return;
        expect(isPlainText(parsed.data)).toBe(true);
        expect(name.parse(parsed.data)).toBe(parsed.data);
        expect(parsed.data).not.toContain("\0");
      }),
    );
  });
});

describe("an e-mail address", () => {
  it("is trimmed and in lower case, for it is unique whatever its case", () => {
    expect(emailAddress.parse(" Ana.Silva+Test@Example.COM ")).toBe("ana.silva+test@example.com");
  });

  it("IN-01 IN-03 refuses what is none", () => {
    for (const text of ["", "ana", "ana@", "@example.com", "ana@example", "ana@exa mple.com", "ana\0@example.com", `${"a".repeat(250)}@b.co`]) {
      expect([text, emailAddress.safeParse(text).success]).toEqual([text, false]);
    }
  });
});

it("IN-03 an id is a UUID and nothing that PostgreSQL would choke on", () => {
  expect(isUuid("01a1fc0b-814a-7618-a17a-156a1a74fae8")).toBe(true);
  for (const text of [undefined, "", "-".repeat(36), "0".repeat(36), "{01a1fc0b-814a-7618-a17a-156a1a74fae8}", "01a1fc0b814a7618a17a156a1a74fae8", "\0"]) {
    expect(isUuid(text)).toBe(false);
  }
});

describe("a web address", () => {
  const home = webAddress("Home page");

  it.each(["https://example.com", "http://example.com/a?b=c#d", "HTTPS://example.com", "https://xn--exmple-cua.com"])("R61 takes %s as it is", (address) => {
    expect(home.parse(address)).toBe(address);
  });

  it.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.com",
    "//example.com",
    "example.com",
    "https://",
    "https://u:p@example.com",
    "https://example.com/a b",
    "https://example.com\\@evil.example",
    "java\nscript:alert(1)",
    "\u0001https://example.com",
    `https://example.com/${"x".repeat(2000)}`,
  ])("R61 refuses %s", (address) => {
    expect(home.safeParse(address).success).toBe(false);
  });
});

describe("what may be left out", () => {
  const notes = optional(paragraph("Notes", 20));

  it("is null where nothing was typed, and is checked where something was", () => {
    expect([notes.parse(undefined), notes.parse(" \n ")]).toEqual([null, null]);
    expect(notes.parse("one\r\ntwo\t3")).toBe("one\ntwo\t3");
    expect(notes.safeParse("x".repeat(21)).error?.issues[0]?.message).toBe("Notes are longer than 20 characters.");
    expect(notes.safeParse("a\u202eb").success).toBe(false);
    expect(notes.safeParse(null).success).toBe(false);
  });
});
