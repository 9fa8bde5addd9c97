import { type Actor, scopeOf } from "#lib/access/actor";
import { authorize } from "#lib/access/permissions";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { enqueueMail } from "#lib/mail/enqueue-mail";
import { refuseBecomingAdmin } from "#lib/members/becoming-admin";
import { lockPerson, subjectOf } from "#lib/members/lock-person";
import { type CreatedLink, createLink } from "#lib/members/one-time-link";
import type { PersonInput } from "#lib/members/schemas";

/** A link by which somebody sets a new password, or joins when they have none yet. @throws DomainError `not_found`, `forbidden`, `conflict`. */
export function createPersonLink(actor: Actor, input: PersonInput): Promise<CreatedLink & { email: string }> {
  return asScope(scopeOf(actor), async (tx) => {
    const person = await lockPerson(tx, actor, input.personId);
    if (person.joinedAt) authorize(actor, "person.reset_password");
    else if (person.tenantId !== null && person.role === "tenant_admin") await refuseBecomingAdmin(tx, actor, person.tenantId);
    if (person.disabledAt) throw new DomainError("conflict", "This sign-in is switched off. Switch it on first.");
    const purpose = person.joinedAt ? "password_reset" : "invitation";
    const link = await createLink(tx, person, purpose);
    await enqueueMail(tx, { personId: person.id, purpose });
    await recordEvent(tx, actor, { action: "person.link_created", ...subjectOf(person), after: { purpose, expiresAt: link.expiresAt } });
    return { ...link, email: person.email };
  });
}
