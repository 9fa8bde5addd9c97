import type { Origin } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { DomainError } from "#lib/errors";
import { isNobodyYet, takeLink } from "#lib/members/one-time-link";
import type { JoinByOpenidInput } from "#lib/members/schemas";
import { type SessionCookie, startSession, toActor } from "#lib/members/sessions";
import { recordRefusal } from "#lib/members/sign-in";
import { findByIdentity } from "#lib/members/sign-in-by-openid";

/**
 * Uses an invitation up and stores whose account opened it: the one way to be known by an OpenID provider (R4).
 * @throws DomainError `conflict` when the link was used, replaced or is too old, or the account is somebody's already;
 *   `forbidden` for a link that is no invitation by name.
 */
export async function joinByOpenid(origin: Origin & { userAgent: string | null }, { invitation, issuer, subject }: JoinByOpenidInput): Promise<SessionCookie> {
  const owner = await findByIdentity({ issuer, subject });
  if (owner) {
    await recordRefusal(owner, origin, "opened an invitation with an account that is connected already");
    throw connectedAlready();
  }
  return asScope({ role: "auth" }, async (tx) => {
    const person = await takeLink(tx, invitation);
    if (person.joinedAt || isNobodyYet(person)) throw new DomainError("forbidden", "This link sets a password. Open it again and choose one.");
    const joinedAt = new Date();
    const stored = await tx.openidIdentity.createMany({ data: [{ issuer, subject, personId: person.id }], skipDuplicates: true });
    if (stored.count !== 1) throw connectedAlready();
    await tx.person.update({ where: { id: person.id }, data: { joinedAt } });
    await recordEvent(tx, toActor(person, { id: person.id, signedInAt: joinedAt }, origin), {
      action: "person.joined",
      subject: person.email,
      subjectId: person.id,
      tenantId: person.tenantId,
      after: { with: "openid" },
    });
    return startSession(tx, person, origin, "openid");
  });
}

function connectedAlready(): DomainError {
  return new DomainError(
    "conflict",
    "This account is connected with somebody here already. Sign in with it, or open the invitation again with another account.",
  );
}
