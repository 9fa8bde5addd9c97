import type { Tx } from "#lib/db/as-scope";

/** Ends what lets a person in: their sessions and their unused links. @returns how many sessions ended. */
export async function endAccess(tx: Tx, personId: string, kept: { sessionId?: string } = {}): Promise<number> {
  const now = new Date();
  await tx.oneTimeLink.updateMany({ where: { personId, usedAt: null }, data: { usedAt: now } });
  const others = kept.sessionId === undefined ? {} : { id: { not: kept.sessionId } };
  const { count } = await tx.session.updateMany({ where: { personId, endedAt: null, ...others }, data: { endedAt: now } });
  return count;
}
