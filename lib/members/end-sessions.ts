import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { lockPerson, subjectOf } from "#lib/members/lock-person";
import type { PersonInput } from "#lib/members/schemas";

/** Signs somebody out everywhere (SS-07). @throws DomainError `not_found`, `forbidden`. */
export function endSessions(actor: Actor, input: PersonInput): Promise<void> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    const { count } = await tx.session.updateMany({ where: { personId: person.id, endedAt: null }, data: { endedAt: new Date() } });
    await recordEvent(tx, actor, { action: "person.sessions_ended", ...subjectOf(person), after: { sessions: count } });
  });
}
