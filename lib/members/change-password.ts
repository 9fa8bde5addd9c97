import type { SignedInActor } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { endAccess } from "#lib/members/end-access";
import { hashPassword, isPassword } from "#lib/members/password";
import type { ChangePasswordInput } from "#lib/members/schemas";
import { countTry, forgetTries } from "#lib/members/throttle";

/**
 * Sets one's own password, and ends one's other sessions and the links that were made for another.
 * @throws DomainError `invalid` when the current password is wrong; `forbidden` after too many tries.
 */
export async function changePassword(actor: SignedInActor, input: ChangePasswordInput): Promise<{ endedSessions: number }> {
  await countTry(`change ${actor.email}`, actor.origin.ipAddress);
  const stored = await asScope({ role: "auth" }, (tx) => tx.person.findUnique({ where: { id: actor.personId }, select: { passwordHash: true } }));
  if (!(await isPassword(input.currentPassword, stored?.passwordHash ?? null))) {
    throw new DomainError("invalid", "This is not your current password.", "currentPassword");
  }
  await forgetTries(`change ${actor.email}`, actor.origin.ipAddress);
  const passwordHash = await hashPassword(input.password);
  return asScope({ role: "auth" }, async (tx) => {
    await tx.person.update({ where: { id: actor.personId }, data: { passwordHash } });
    const endedSessions = await endAccess(tx, actor.personId, { sessionId: actor.sessionId });
    await recordEvent(tx, actor, {
      action: "person.password_changed",
      subject: actor.email,
      subjectId: actor.personId,
      tenantId: actor.kind === "user" ? actor.tenant.id : null,
      after: { sessions: endedSessions },
    });
    return { endedSessions };
  });
}
