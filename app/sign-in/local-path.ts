/** A path of this app to go on to; anything else, however it is written, is the start page (RU-07). */
export function localPath(next: string | null | undefined): string {
  if (!next?.startsWith("/") || /[\\\s\p{Cc}]/u.test(next)) return "/";
  const base = "http://gatehouse.invalid";
  const url = URL.parse(next, base);
  return url?.origin === base && !url.pathname.startsWith("//") ? `${url.pathname}${url.search}` : "/";
}
