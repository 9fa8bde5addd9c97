import type { Page, PageRequest } from "#lib/page";

type Query = Record<string, string | string[] | undefined>;

/** `?after=` goes on to older rows, `?before=` back to newer ones. @param list where a page has several: `?decided_after=`. */
export function pageRequest(query: Query, list = ""): PageRequest {
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value.slice(0, 100) : undefined);
  return { after: one(query[`${list}after`]), before: one(query[`${list}before`]) };
}

export function pageLinks(path: string, page: Page<unknown>, kept: Record<string, string> = {}, list = "") {
  const href = (name: string, cursor: string | null) => (cursor === null ? undefined : `${path}?${new URLSearchParams({ ...kept, [list + name]: cursor })}`);
  return { newerHref: href("before", page.newer), olderHref: href("after", page.older) };
}
