/** Live is neither retired nor expired. */
export function isLive(secret: { retiredAt: Date | null; expiresAt: Date | null }): boolean {
  return secret.retiredAt === null && (secret.expiresAt === null || secret.expiresAt > new Date());
}

/** The same as a filter. */
export function whereLive(at = new Date()) {
  return { retiredAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] };
}
