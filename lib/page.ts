/** Keyset paging: a page is found by the row it starts after, so the thousandth costs what the first does (R13). */
export type PageRequest = { cursor?: string | undefined; direction?: "older" | "newer" | undefined };
export type Page<T> = { rows: T[]; newer: string | null; older: string | null };

/** @param found one row more than a page, in the order of the query: reversed when the request goes `newer`. */
export function toPage<T>(found: T[], size: number, request: PageRequest, cursorOf: (row: T) => string): Page<T> {
  const hasMore = found.length > size;
  const rows = found.slice(0, size);
  const backwards = request.cursor !== undefined && request.direction === "newer";
  if (backwards) rows.reverse();
  const first = rows[0];
  const last = rows.at(-1);
  const hasNewer = backwards ? hasMore : request.cursor !== undefined;
  const hasOlder = backwards ? true : hasMore;
  return {
    rows,
    newer: first && hasNewer ? cursorOf(first) : null,
    older: last && hasOlder ? cursorOf(last) : null,
  };
}
