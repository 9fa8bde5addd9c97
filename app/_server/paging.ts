import type { Page, PageRequest } from "#lib/page";

type Query = Record<string, string | string[] | undefined>;

/** `?after=` goes on to older rows, `?before=` back to newer ones. */
export function pageRequest(query: Query): PageRequest {
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value.slice(0, 100) : undefined);
  return { after: one(query.after), before: one(query.before) };
}

export function pageLinks(path: string, page: Page<unknown>, kept: Record<string, string> = {}) {
  const href = (name: string, cursor: string | null) => (cursor === null ? undefined : `${path}?${new URLSearchParams({ ...kept, [name]: cursor })}`);
  return { newerHref: href("before", page.newer), olderHref: href("after", page.older) };
}
