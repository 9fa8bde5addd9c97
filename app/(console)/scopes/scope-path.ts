/** A name may hold a slash, a question mark or a percent sign. */
export function scopePath(name: string): string {
  return `/scopes/${encodeURIComponent(name)}`;
}
