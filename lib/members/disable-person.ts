import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { endAccess } from "#lib/members/end-access";
import { refuseLastAdmin } from "#lib/members/last-admin";
import { lockPerson, subjectOf } from "#lib/members/lock-person";
import type { PersonInput } from "#lib/members/schemas";

/** Switches a sign-in off; it holds at the person's next request. @throws DomainError `not_found`, `forbidden`, `conflict` for the last admin. */
export function disablePerson(actor: Actor, input: PersonInput): Promise<void> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (person.disabledAt) return;
    await refuseLastAdmin(tx, person, "this sign-in can be switched off");
    await tx.person.update({ where: { id: person.id }, data: { disabledAt: new Date(), version: { increment: 1 } } });
    // Else they would come back to life when the sign-in is switched on again.
    await endAccess(tx, person.id);
    await recordEvent(tx, actor, { action: "person.disabled", ...subjectOf(person), before: { isDisabled: false }, after: { isDisabled: true } });
  });
}

/** @throws DomainError `not_found`, `forbidden`. */
export function enablePerson(actor: Actor, input: PersonInput): Promise<void> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (!person.disabledAt) return;
    await tx.person.update({ where: { id: person.id }, data: { disabledAt: null, version: { increment: 1 } } });
    await recordEvent(tx, actor, { action: "person.enabled", ...subjectOf(person), before: { isDisabled: true }, after: { isDisabled: false } });
  });
}
