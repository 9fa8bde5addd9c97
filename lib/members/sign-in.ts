import type { Origin } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { isPassword } from "#lib/members/password";
import type { SignInInput } from "#lib/members/schemas";
import { includeTenant, type KnownPerson, maySignIn, type SessionCookie, startSession } from "#lib/members/sessions";
import { countTry, forgetTries } from "#lib/members/throttle";

/**
 * Checks e-mail address and password, and begins a session. An unknown address takes as long as a wrong password and reads the same.
 * @throws DomainError `invalid` for a wrong pair; `forbidden` after too many tries, or for somebody whose sign-in is off.
 */
export async function signIn(origin: Origin & { userAgent: string | null }, input: SignInInput): Promise<SessionCookie> {
  await countTry(input.email, origin.ipAddress);
  const person = await asScope({ role: "auth" }, (tx) =>
    tx.person.findUnique({ where: { email: input.email }, include: includeTenant, omit: { passwordHash: false } }),
  );
  const isRight = await isPassword(input.password, person?.passwordHash ?? null);
  const isAllowed = person !== null && maySignIn(person);
  if (!person || !isRight || !isAllowed) {
    await recordRefusal(person, origin, isRight ? "sign-in is switched off" : person ? "wrong password" : "unknown address");
    if (isRight && !isAllowed) throw new DomainError("forbidden", "Your sign-in is switched off. Ask an admin of your company.");
    throw new DomainError("invalid", "E-mail address and password do not belong together.");
  }
  await forgetTries(input.email, origin.ipAddress);
  return asScope({ role: "auth" }, (tx) => startSession(tx, person, origin, "password"));
}

/** Somebody was not let in. Nobody known is recorded too, or the time that it takes would tell. */
export async function recordRefusal(person: KnownPerson | null, origin: Origin, reason: string): Promise<void> {
  await asScope({ role: "auth" }, (tx) =>
    recordEvent(
      tx,
      { kind: "system", name: "Gatehouse", origin },
      {
        action: "session.refused",
        subject: person?.email ?? "somebody unknown",
        subjectId: person?.id,
        tenantId: person?.tenantId ?? null,
        after: { reason },
      },
    ),
  );
}
