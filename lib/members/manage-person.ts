import { type Actor, scopeOf, tenantFilter } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { DomainError, notFound } from "#lib/errors";
import { enqueueMail } from "#lib/mail/enqueue-mail";
import { type CreatedLink, createLink } from "#lib/members/one-time-link";
import type { PersonInput } from "#lib/members/schemas";

/** Switches a sign-in off; it holds at the person's next request. @throws DomainError `not_found`, `forbidden`, `conflict` for the last admin. */
export function disablePerson(actor: Actor, input: PersonInput): Promise<void> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (person.disabledAt) return;
    await refuseLastAdmin(tx, person);
    await tx.person.update({ where: { id: person.id }, data: { disabledAt: new Date(), version: { increment: 1 } } });
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

/** Signs somebody out everywhere (SS-07). @throws DomainError `not_found`, `forbidden`. */
export function endSessions(actor: Actor, input: PersonInput): Promise<void> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    const { count } = await tx.session.updateMany({ where: { personId: person.id, endedAt: null }, data: { endedAt: new Date() } });
    await recordEvent(tx, actor, { action: "person.sessions_ended", ...subjectOf(person), after: { sessions: count } });
  });
}

/** A link by which somebody sets a new password, or joins when they have none yet. @throws DomainError `not_found`, `forbidden`, `conflict`. */
export function createPersonLink(actor: Actor, input: PersonInput): Promise<CreatedLink & { email: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (person.disabledAt) throw new DomainError("conflict", "This sign-in is switched off. Switch it on first.");
    const purpose = person.joinedAt ? "password_reset" : "invitation";
    const link = await createLink(tx, person, purpose);
    await enqueueMail(tx, { personId: person.id, purpose });
    await recordEvent(tx, actor, { action: "person.link_created", ...subjectOf(person), after: { purpose, expiresAt: link.expiresAt } });
    return { ...link, email: person.email };
  });
}

type LockedPerson = Awaited<ReturnType<typeof lockPerson>>;

async function lockPerson(tx: Tx, actor: Actor, personId: string) {
  await tx.$queryRaw`select from person where id = ${personId}::uuid for update`;
  const person = await tx.person.findFirst({ where: { id: personId, ...tenantFilter(actor) } });
  if (!person) throw notFound("This person");
  authorize(actor, person.tenantId === null ? "staff.manage" : "person.manage");
  return person;
}

/** Of two admins who switch each other off, one stays: both wait for the same lock. */
async function refuseLastAdmin(tx: Tx, person: LockedPerson): Promise<void> {
  if (person.role !== "tenant_admin" && person.role !== "platform_admin") return;
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`admins of ${person.tenantId}`}, 0))`;
  const others = await tx.person.count({
    where: { tenantId: person.tenantId, role: person.role, disabledAt: null, joinedAt: { not: null }, id: { not: person.id } },
  });
  if (others === 0) throw new DomainError("conflict", "This is the last admin. Make somebody else an admin first.");
}

function subjectOf(person: LockedPerson) {
  return { subject: person.email, subjectId: person.id, tenantId: person.tenantId };
}
