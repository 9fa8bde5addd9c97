import type { Tx } from "#lib/db/as-scope";

/** Null for somebody who is gone. */
export async function readName(tx: Tx, personId: string | null): Promise<string | null> {
  const person = personId === null ? null : await tx.person.findUnique({ where: { id: personId }, select: { name: true } });
  return person?.name ?? null;
}

export async function readNames(tx: Tx, personIds: (string | null)[]): Promise<(personId: string | null) => string | null> {
  const ids = [...new Set(personIds.filter((id) => id !== null))];
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return (personId) => people.find(({ id }) => id === personId)?.name ?? null;
}
