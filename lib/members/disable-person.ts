import { type Actor, scopeOf } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { endAccess } from "#lib/members/end-access";
import { type LockedPerson, lockPerson, subjectOf } from "#lib/members/lock-person";
import type { PersonInput } from "#lib/members/schemas";

/** Switches a sign-in off; it holds at the person's next request. @throws DomainError `not_found`, `forbidden`, `conflict` for the last admin. */
export function disablePerson(actor: Actor, input: PersonInput): Promise<void> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (person.disabledAt) return;
    await refuseLastAdmin(tx, person);
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

/** Of two admins who switch each other off, one stays: both wait for the same lock. */
async function refuseLastAdmin(tx: Tx, person: LockedPerson): Promise<void> {
  if (person.role !== "tenant_admin" && person.role !== "platform_admin") return;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`admins of ${person.tenantId}`}, 0))`;
  const others = await tx.person.count({
    where: { tenantId: person.tenantId, role: person.role, disabledAt: null, joinedAt: { not: null }, id: { not: person.id } },
  });
  if (others === 0) throw new DomainError("conflict", "This is the last admin. Invite another one; once they have joined, this sign-in can be switched off.");
}
