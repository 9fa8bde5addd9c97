/** RFC 4180, for spreadsheets too: a cell that one would run as a formula begins with an apostrophe. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  // Without the mark, Excel takes UTF-8 for something else.
  return `\ufeff${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

function cell(value: string): string {
  const safe = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  // Where numbers have a decimal comma, a spreadsheet takes a semicolon for the end of a cell.
  return /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
