import type { Origin } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { DomainError } from "#lib/errors";
import { endAccess } from "#lib/members/end-access";
import { joinAsAdmin } from "#lib/members/join-as-admin";
import { lockAdmins } from "#lib/members/lock-admins";
import { hashPassword } from "#lib/members/password";
import type { AcceptLinkInput } from "#lib/members/schemas";
import { includeTenant, maySignIn, type SessionCookie, startSession, toActor } from "#lib/members/sessions";
import { countTry, forgetTries } from "#lib/members/throttle";
import { randomToken, sha256 } from "#lib/random";
import type { OneTimeLinkPurpose } from "#prisma/generated/client";

const LIFETIME_HOURS = { invitation: 7 * 24, password_reset: 24 } satisfies Record<OneTimeLinkPurpose, number>;

export type CreatedLink = { url: string; expiresAt: Date };

/** The link is in the result alone: its digest is what is stored. */
export async function createLink(tx: Tx, person: { id: string; tenantId: string | null }, purpose: OneTimeLinkPurpose): Promise<CreatedLink> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + LIFETIME_HOURS[purpose] * 3_600_000);
  await tx.oneTimeLink.createMany({
    data: [{ purpose, personId: person.id, tenantId: person.tenantId, tokenDigest: sha256(token), expiresAt }],
  });
  return { url: `${env().SETUP_APP_URL}/link/${token}`, expiresAt };
}

export type OpenLink = {
  purpose: OneTimeLinkPurpose;
  name: string;
  email: string;
  tenantName: string | null;
  expiresAt: Date /** The first admin says who they are. */;
  asksWho: boolean;
};

/** Looks at a link without using it up: mail scanners and chat previews do that too. Null for one that does not work. */
export async function findLink(token: string): Promise<OpenLink | null> {
  return asScope({ role: "auth" }, async (tx) => {
    const link = await findUsable(tx, token);
    if (!link) return null;
    const { name, email, tenant } = link.person;
    return { purpose: link.purpose, name, email, tenantName: tenant?.name ?? null, expiresAt: link.expiresAt, asksWho: isNobodyYet(link.person) };
  });
}

/**
 * Sets the password that the link was made for, ends the person's sessions and other links, and signs in.
 * @throws DomainError `conflict` when the link was used, replaced, or is too old.
 */
export async function acceptLink(origin: Origin & { userAgent: string | null }, input: AcceptLinkInput): Promise<SessionCookie> {
  // A hash is dear: nobody gets one for a link that does not work.
  await countTry("link", origin.ipAddress);
  await asScope({ role: "auth" }, async (tx) => (await findUsable(tx, input.token)) ?? refuseUnusable());
  await forgetTries("link", origin.ipAddress);
  const passwordHash = await hashPassword(input.password);
  return asScope({ role: "auth" }, async (tx) => {
    const invited = await takeLink(tx, input.token);
    const now = new Date();
    const person = { ...invited, ...(isNobodyYet(invited) ? who(input) : {}) };
    const { name, email } = person;
    await tx.person.update({ where: { id: person.id }, data: { name, email, passwordHash, joinedAt: person.joinedAt ?? now } });
    const count = await endAccess(tx, person.id);
    const actor = toActor(person, { id: person.id, signedInAt: now }, origin);
    const subject = { subject: person.email, subjectId: person.id, tenantId: person.tenantId };
    if (person.joinedAt === null) await recordEvent(tx, actor, { action: "person.joined", ...subject, after: { with: "password" } });
    else await recordEvent(tx, actor, { action: "person.password_changed", ...subject, after: { sessions: count } });
    return startSession(tx, person, origin, "link");
  });
}

/** Nobody knows the first admin's address when the first link is made. */
export const PLACEHOLDER_EMAIL = "first-admin@gatehouse.invalid";

export function isNobodyYet(person: { email: string; joinedAt: Date | null }): boolean {
  return person.email === PLACEHOLDER_EMAIL && person.joinedAt === null;
}

function who({ name, email }: AcceptLinkInput): { name: string; email: string } {
  if (!name) throw new DomainError("invalid", "Name is missing.", "name");
  if (!email || email === PLACEHOLDER_EMAIL) throw new DomainError("invalid", "E-mail address is missing.", "email");
  return { name, email };
}

/** Uses a link up, once: of two at the same time, one gets it. The person's other links end with it. */
export async function takeLink(tx: Tx, token: string) {
  const invited = await findUsable(tx, token);
  // First of all: whoever joins as an admin at the same moment may make this one a member.
  if (invited) await lockAdmins(tx, invited.tenantId);
  const link = await findUsable(tx, token);
  const usedAt = new Date();
  const taken = link && (await tx.oneTimeLink.updateMany({ where: { id: link.id, usedAt: null }, data: { usedAt } }));
  if (!link || taken?.count !== 1) return refuseUnusable();
  await tx.oneTimeLink.updateMany({ where: { personId: link.personId, usedAt: null }, data: { usedAt } });
  await joinAsAdmin(tx, link.person);
  return link.person;
}

function refuseUnusable(): never {
  throw new DomainError("conflict", "This link was already used or is too old. Ask for a new one.");
}

async function findUsable(tx: Tx, token: string) {
  const link = await tx.oneTimeLink.findUnique({
    where: { tokenDigest: sha256(token) },
    include: { person: { include: includeTenant } },
  });
  const isUsable = link && link.usedAt === null && link.expiresAt > new Date() && maySignIn(link.person);
  return isUsable ? link : null;
}
