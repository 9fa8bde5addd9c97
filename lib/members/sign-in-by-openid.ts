import type { Origin } from "#lib/access/actor";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import type { OpenidIdentity } from "#lib/members/schemas";
import { includeTenant, type KnownPerson, maySignIn, type SessionCookie, startSession } from "#lib/members/sessions";
import { recordRefusal } from "#lib/members/sign-in";

/**
 * Begins a session for the person whom this identity was stored for.
 * @throws DomainError `not_found` for an identity that no invitation has stored; `forbidden` for somebody whose sign-in is off.
 */
export async function signInByOpenid(origin: Origin & { userAgent: string | null }, identity: OpenidIdentity): Promise<SessionCookie> {
  const person = await findByIdentity(identity);
  if (!person) throw new DomainError("not_found", "Nobody here is connected with this account. Ask for an invitation link and open it first.");
  if (!maySignIn(person)) {
    await recordRefusal(person, origin, "sign-in is switched off");
    throw new DomainError("forbidden", "Your sign-in is switched off. Ask an admin of your company.");
  }
  return asScope({ role: "auth" }, (tx) => startSession(tx, person, origin, "openid"));
}

export async function findByIdentity(identity: OpenidIdentity): Promise<KnownPerson | null> {
  const found = await asScope({ role: "auth" }, (tx) =>
    tx.openidIdentity.findUnique({ where: { issuer_subject: identity }, include: { person: { include: includeTenant } } }),
  );
  return found?.person ?? null;
}
