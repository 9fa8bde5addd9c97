export const RESTORABLE_DAYS = 30;

/** Until when a deleted client can come back (R11). After that the worker purges it. */
export function restorableUntil(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + RESTORABLE_DAYS * 86_400_000);
}
