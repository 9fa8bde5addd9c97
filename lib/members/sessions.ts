import type { Origin, SignedInActor } from "#lib/access/actor";
import { recordEvent } from "#lib/audit/record-event";
import { asScope, type Tx } from "#lib/db/as-scope";
import { notFound } from "#lib/errors";
import type { SessionInput } from "#lib/members/schemas";
import type { PersonGetPayload } from "#prisma/generated/models/Person";

/** Nobody acts on a sign-in older than this, so nothing dangerous needs a second one. */
const LIFETIME_HOURS = 12;
const IDLE_HOURS = 4;
const TOUCH_EVERY_MINUTES = 5;
const HOUR = 3_600_000;

export type SessionCookie = { sessionId: string; expiresAt: Date };

const withTenant = { tenant: { select: { id: true, name: true, slug: true, environment: true, disabledAt: true } } } as const;
export type KnownPerson = PersonGetPayload<{ include: typeof withTenant }>;

export const includeTenant = withTenant;

/** Begins a session for somebody who has just shown who they are. */
export async function startSession(
  tx: Tx,
  person: KnownPerson,
  origin: Origin & { userAgent: string | null },
  method: "password" | "openid" | "link",
): Promise<SessionCookie> {
  const expiresAt = new Date(Date.now() + LIFETIME_HOURS * HOUR);
  const { id } = await tx.session.create({
    data: { personId: person.id, tenantId: person.tenantId, expiresAt, ipAddress: origin.ipAddress, userAgent: origin.userAgent },
  });
  await recordEvent(tx, toActor(person, { id, signedInAt: new Date() }, origin), {
    action: "session.started",
    subject: person.email,
    subjectId: person.id,
    tenantId: person.tenantId,
    after: { with: method },
  });
  return { sessionId: id, expiresAt };
}

/** Who a session belongs to, read at each request: sign-out, disabling and a changed role hold at once. */
export async function findActor(sessionId: string, origin: Origin): Promise<SignedInActor | null> {
  return asScope({ role: "auth" }, async (tx) => {
    const session = await tx.session.findUnique({ where: { id: sessionId }, include: { person: { include: withTenant } } });
    if (!session || session.endedAt || session.expiresAt < new Date()) return null;
    const idleMinutes = (Date.now() - session.lastSeenAt.getTime()) / 60_000;
    if (idleMinutes > IDLE_HOURS * 60) return null;
    const { person } = session;
    if (!maySignIn(person)) return null;
    if (idleMinutes > TOUCH_EVERY_MINUTES) {
      await tx.session.update({ where: { id: session.id }, data: { lastSeenAt: new Date() } });
    }
    return toActor(person, session, origin);
  });
}

export function maySignIn(person: KnownPerson): boolean {
  // Read one after the other: the company may have been deleted in between.
  const hasCompany = person.tenantId === null || person.tenant?.disabledAt === null;
  return person.disabledAt === null && hasCompany;
}

export function toActor(person: KnownPerson, session: { id: string; signedInAt: Date }, origin: Origin): SignedInActor {
  const { ipAddress, requestId } = origin;
  const who = {
    personId: person.id,
    name: person.name,
    email: person.email,
    sessionId: session.id,
    signedInAt: session.signedInAt,
    origin: { ipAddress, requestId },
  };
  if (person.role === "platform_admin" || person.role === "cs") return { kind: "staff", role: person.role, ...who };
  if (!person.tenant) throw new Error("a user has no tenant");
  const { id, name, slug, environment } = person.tenant;
  return { kind: "user", role: person.role, tenant: { id, name, slug, environment }, ...who };
}

/** One's own sessions that can still act, the latest first. */
export async function findOwnSessions(actor: SignedInActor) {
  return asScope({ role: "auth" }, (tx) =>
    tx.session.findMany({
      where: { personId: actor.personId, endedAt: null, expiresAt: { gt: new Date() } },
      orderBy: { signedInAt: "desc" },
      take: 50,
      select: { id: true, signedInAt: true, lastSeenAt: true, ipAddress: true, userAgent: true },
    }),
  );
}

/** Signs out here, or ends another of one's own sessions. @throws DomainError `not_found`. */
export async function endOwnSession(actor: SignedInActor, input: SessionInput): Promise<void> {
  await asScope({ role: "auth" }, async (tx) => {
    const ended = await tx.session.updateMany({
      where: { id: input.sessionId, personId: actor.personId, endedAt: null },
      data: { endedAt: new Date() },
    });
    if (ended.count === 0) throw notFound("This session");
    await recordEvent(tx, actor, {
      action: "session.ended",
      subject: actor.email,
      subjectId: actor.personId,
      tenantId: actor.kind === "user" ? actor.tenant.id : null,
    });
  });
}
