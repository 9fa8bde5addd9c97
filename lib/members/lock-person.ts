import { type Actor, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import type { Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";

export type LockedPerson = Awaited<ReturnType<typeof lockPerson>>;

/** Locks a person that the actor may manage. @throws DomainError `not_found`, `forbidden`. */
export async function lockPerson(tx: Tx, actor: Actor, personId: string) {
  await tx.$queryRaw`select from person where id = ${personId}::uuid for update`;
  const person = await tx.person.findFirst({ where: { id: personId, ...tenantFilter(actor) } });
  if (!person) throw notFound("This person");
  authorize(actor, person.tenantId === null ? "staff.manage" : "person.manage");
  return person;
}

/** Whose event it is. */
export function subjectOf(person: LockedPerson) {
  return { subject: person.email, subjectId: person.id, tenantId: person.tenantId };
}
