import { expect, it } from "vitest";
import { toCsv } from "#lib/csv";

it("IN-07 a cell that a spreadsheet would run begins with an apostrophe, whatever it is quoted with", () => {
  const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=cmd|" /C calc"!A0'];
  const cells = toCsv(hostile.map((cell) => [cell]))
    .slice(1)
    .split("\r\n")
    .filter((line) => line !== "");
  for (const cell of cells.join("\r\n").split(/\r\n(?=['"])/)) expect(cell).toMatch(/^"?'/);
});

it("commas, quotes and line breaks stay inside their cell (RFC 4180)", () => {
  expect(toCsv([["a", 'b "c", d', "e\nf", "O'Neil & Söhne"]])).toBe(`\ufeffa,"b ""c"", d","e\nf",O'Neil & Söhne\r\n`);
});

it("IN-07 a cell does not end at a semicolon either, where spreadsheets take that for the end", () => {
  expect(toCsv([["Acme;=1+1", "x"]])).toBe('\ufeff"Acme;=1+1",x\r\n');
});
