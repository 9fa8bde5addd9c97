import type { Origin } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { enqueueMail } from "#lib/mail/enqueue-mail";
import type { ForgotPasswordInput } from "#lib/members/schemas";
import { countTry } from "#lib/members/throttle";

/**
 * Mails a reset link, if there is such a person. It says the same and does the same work either way.
 * @throws DomainError `forbidden` after too many tries.
 */
export async function requestPasswordReset(origin: Origin, input: ForgotPasswordInput): Promise<void> {
  await countTry(`reset ${input.email}`, origin.ipAddress);
  await asScope({ role: "auth" }, async (tx) => {
    const person = await tx.person.findUnique({ where: { email: input.email }, select: { id: true, disabledAt: true, joinedAt: true } });
    if (!person || person.disabledAt) return;
    await enqueueMail(tx, { personId: person.id, purpose: person.joinedAt ? "password_reset" : "invitation" });
  });
}
