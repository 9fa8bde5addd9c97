import { describe, expect, it } from "vitest";
import { entriesOf } from "#lib/bulk-jobs/tenant-list";

const texts = (list: string) => entriesOf(list).map(({ text, parent }) => (parent === null ? text : `${parent}: ${text}`));

describe("a pasted list of tenants", () => {
  it("R41 is read line by line, with commas, quotes, spaces and blank lines forgiven, and what is said twice said once", () => {
    expect(texts('northwind-a1\r\n  harbour-b2 ,\n"Acme",\n\n;\nNORTHWIND-A1\n')).toEqual(["northwind-a1", "harbour-b2", "Acme"]);
  });

  it("R41 a line with commas is a name first, and a list of names where it is nobody's", () => {
    expect(texts("Smith, Jones & Co\na-1, b-2;c-3\ta-1")).toEqual([
      "Smith, Jones & Co",
      "0: Smith",
      "0: Jones & Co",
      "a-1, b-2;c-3\ta-1",
      "3: a-1",
      "3: b-2",
      "3: c-3",
    ]);
  });

  it("IN-09 R41 reads the longest list there may be in one pass: not the square of it, whatever is in it", () => {
    const lengths = [" ", ",", '"', "a,", "a\n", "\t"].map((piece) => entriesOf(`x${piece.repeat(119_998 / piece.length)}x`).length);
    expect(lengths).toEqual([1, 2, 1, 4, 3, 2]);
  });

  it("R41 knows an id when it sees one", () => {
    const id = "01a1fc0b-814a-7618-a17a-156a1a74fae8";
    expect(entriesOf(`${id}\n${id}x`)).toMatchObject([{ id }, { id: null }]);
    expect(entriesOf("")).toEqual([]);
  });
});
