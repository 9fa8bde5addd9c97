import { describe, expect, it } from "vitest";
import { type PageKey, type PageRequest, readPage } from "#lib/page";

const numbers = Array.from({ length: 7 }, (_, index) => index + 1);
const key: PageKey<number, number> = { read: (text) => (/^\d$/.test(text) ? Number(text) : null), write: String };

/** Pages of three over 7 to 1, as a database would find them. */
function pageOf(request: PageRequest) {
  return readPage(request, 3, key, async ({ key, than, order, take }) => {
    const inOrder = order === "asc" ? numbers : numbers.toReversed();
    return inOrder.filter((row) => key === null || (than === "lt" ? row < key : row > key)).slice(0, take);
  });
}

describe("readPage", () => {
  it("R13 goes to the end and back, and shows every row once", async () => {
    expect(await pageOf({})).toEqual({ rows: [7, 6, 5], newer: null, older: "5" });
    expect(await pageOf({ after: "5" })).toEqual({ rows: [4, 3, 2], newer: "4", older: "2" });
    expect(await pageOf({ after: "2" })).toEqual({ rows: [1], newer: "1", older: null });
    expect(await pageOf({ before: "1" })).toEqual({ rows: [4, 3, 2], newer: "4", older: "2" });
    expect(await pageOf({ before: "4" })).toEqual({ rows: [7, 6, 5], newer: null, older: "5" });
  });

  it("shows the first page for a key that somebody made up", async () => {
    for (const request of [{ after: "x" }, { before: "x" }, { before: "" }, { after: "" }]) expect((await pageOf(request)).rows).toEqual([7, 6, 5]);
  });

  it("shows an empty page beyond the last row", async () => {
    expect(await pageOf({ after: "0" })).toEqual({ rows: [], newer: null, older: null });
  });
});
