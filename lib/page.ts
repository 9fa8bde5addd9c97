import { isUuid } from "#lib/text";

/** Keyset paging: a page is found by the row it starts at, so the thousandth costs what the first does (R13). */
export type PageRequest = { after?: string | undefined; before?: string | undefined };
export type Page<Row> = { rows: Row[]; newer: string | null; older: string | null };

/** How a row is named in an address, and found again by it. `read` answers null for what somebody made up. */
export type PageKey<Row, Key> = { read: (text: string) => Key | null; write: (row: Row) => string };

/** What the query of one page needs. `take` is one row more than the page shows. */
export type Slice<Key> = { key: Key | null; than: "lt" | "gt"; order: "asc" | "desc"; take: number };

/** One page, the newest first. A key that somebody made up is no key: the first page. */
export async function readPage<Row, Key>(
  { after, before }: PageRequest,
  size: number,
  { read, write }: PageKey<Row, Key>,
  find: (slice: Slice<Key>) => Promise<Row[]>,
): Promise<Page<Row>> {
  const goesBack = before !== undefined && read(before) !== null;
  const text = goesBack ? before : after;
  const key = text === undefined ? null : read(text);
  const found = await find({ key, than: goesBack ? "gt" : "lt", order: goesBack ? "asc" : "desc", take: size + 1 });
  const rows = found.slice(0, size);
  const hasMore = found.length > size;
  if (goesBack) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  return {
    rows,
    newer: first && (goesBack ? hasMore : key !== null) ? write(first) : null,
    older: last && (goesBack || hasMore) ? write(last) : null,
  };
}

/** For rows in the order of their UUIDv7, which is that of creation. */
export function uuidKey<Row>(idOf: (row: Row) => string): PageKey<Row, string> {
  return { read: (text) => (isUuid(text) ? text : null), write: idOf };
}

export type TimeKey = { at: Date; id: string };

/** For rows in the order of a time, and of an id where two have the same. */
export function timeKey<Row>(at: (row: Row) => Date, idOf: (row: Row) => string, isId: (text: string) => boolean): PageKey<Row, TimeKey> {
  return {
    write: (row) => `${at(row).getTime()}~${idOf(row)}`,
    read: (text) => {
      const [, time, id = ""] = /^(\d{1,14})~([\w-]{1,64})$/.exec(text) ?? [];
      return time === undefined || !isId(id) ? null : { at: new Date(Number(time)), id };
    },
  };
}
