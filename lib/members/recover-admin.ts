import type { SystemActor } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { type CreatedLink, createLink } from "#lib/members/one-time-link";

/**
 * The way back in for a locked-out platform admin, from the command line of the machine (R60): switches the sign-in on and makes a link.
 * @throws DomainError `not_found` when there is no such person of the staff.
 */
export async function recoverAdmin(email: string): Promise<CreatedLink> {
  const actor: SystemActor = { kind: "system", name: "Command line" };
  return asScope({ role: "staff" }, async (tx) => {
    const person = await tx.person.findFirst({ where: { email: email.trim().toLowerCase(), role: "platform_admin" } });
    if (!person) throw new DomainError("not_found", `There is no platform admin with the e-mail address ${email}.`);
    const subject = { subject: person.email, subjectId: person.id, tenantId: null };
    if (person.disabledAt) {
      await tx.person.update({ where: { id: person.id }, data: { disabledAt: null, version: { increment: 1 } } });
      await recordEvent(tx, actor, { action: "person.enabled", ...subject, before: { isDisabled: true }, after: { isDisabled: false } });
    }
    const purpose = person.joinedAt ? "password_reset" : "invitation";
    const link = await createLink(tx, person, purpose);
    await recordEvent(tx, actor, { action: "person.link_created", ...subject, after: { purpose, expiresAt: link.expiresAt } });
    return link;
  });
}
