import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { disablePerson } from "#lib/members/disable-person";
import { endSessions } from "#lib/members/end-sessions";
import { endOwnSession, findActor, findOwnSessions } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { aBrowser, aMember, aStaff, PASSWORD, signedIn } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { readAsOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

const actorOf = ({ sessionId }: { sessionId: string }) => findActor(sessionId, aBrowser());

describe("a session", () => {
  it("SS-02 has a new id at each sign-in", async () => {
    const { admin } = await aTenant();
    const sessions = [await signedIn(admin), await signedIn(admin), admin].map(({ sessionId }) => sessionId);
    expect(new Set(sessions).size).toBe(3);
  });

  it("SS-03 R56 is over at once when its person signs out; its other sessions go on", async () => {
    const { admin } = await aTenant();
    const phone = await signedIn(admin);
    await endOwnSession(admin, admin);
    expect(await actorOf(admin)).toBeNull();
    expect(await actorOf(phone)).toMatchObject({ personId: admin.personId });
    expect((await eventsOf({ subjectId: admin.personId })).at(-1)).toMatchObject({ action: "session.ended", actorId: admin.personId });
    await expect(endOwnSession(admin, admin)).rejects.toEqual(refusal("not_found"));
  });

  it("SS-04 R1 is nobody's from the moment its person, or the company, is switched off", async () => {
    const { admin, tenant } = await aTenant();
    const member = await aMember(admin);
    await disablePerson(admin, member);
    expect(await actorOf(member)).toBeNull();
    expect(await actorOf(admin)).not.toBeNull();
    await asScope({ role: "staff" }, (tx) => tx.tenant.update({ where: { id: tenant.id }, data: { disabledAt: new Date() } }));
    expect(await actorOf(admin)).toBeNull();
  });

  it("SS-04 acts with the role that its person has now", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    await asScope({ role: "staff" }, (tx) => tx.person.update({ where: { id: member.personId }, data: { role: "tenant_admin" } }));
    expect(await actorOf(member)).toMatchObject({ role: "tenant_admin" });
  });

  it("SS-05 SS-06 ends twelve hours after signing in, however busy it was, so that nobody acts on an older sign-in", async () => {
    const { admin } = await aTenant();
    for (let hour = 0; hour < 11; hour += 1) {
      await letTimePass({ hours: 1 });
      expect(await actorOf(admin)).not.toBeNull();
    }
    await letTimePass({ hours: 1, minutes: 1 });
    expect(await actorOf(admin)).toBeNull();
  });

  it("SS-05 ends after four hours without a request", async () => {
    const { admin } = await aTenant();
    await letTimePass({ hours: 3, minutes: 59 });
    expect(await actorOf(admin)).not.toBeNull();
    await letTimePass({ hours: 4, minutes: 1 });
    expect(await actorOf(admin)).toBeNull();
  });

  it("is read, not written, by requests within five minutes", async () => {
    const { admin } = await aTenant();
    const lastSeen = () => readAsOwner((reader) => reader.query("SELECT last_seen_at FROM session WHERE id = $1", [admin.sessionId]));
    const before = await lastSeen();
    await actorOf(admin);
    expect((await lastSeen()).rows).toEqual(before.rows);
  });

  it("TI-07 one that never was is nobody's", async () => {
    expect(await actorOf({ sessionId: randomUUID() })).toBeNull();
  });
});

describe("one's own sessions", () => {
  it("SS-12 R63 are listed with where they are from, the latest first, and nobody else's with them", async () => {
    const { admin } = await aTenant();
    await aMember(admin);
    const browser = aBrowser({ userAgent: "Field notes/1.0" });
    const phone = await signedIn(admin, browser);
    const sessions = await findOwnSessions(admin);
    expect(sessions.map(({ id }) => id)).toEqual([phone.sessionId, admin.sessionId]);
    expect(sessions[0]).toMatchObject({ ipAddress: browser.ipAddress, userAgent: "Field notes/1.0" });
    expect(Object.keys(sessions[0] ?? {}).sort()).toEqual(["id", "ipAddress", "lastSeenAt", "signedInAt", "userAgent"]);
  });

  it("SS-12 are ended one by one, and are then no longer listed", async () => {
    const { admin } = await aTenant();
    const phone = await signedIn(admin);
    await endOwnSession(admin, { sessionId: phone.sessionId });
    expect((await findOwnSessions(admin)).map(({ id }) => id)).toEqual([admin.sessionId]);
  });

  it("SS-12 AZ-11 a colleague's session is not found, for an admin and for staff too", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    for (const actor of [admin, await aStaff()]) {
      await expect(endOwnSession(actor, { sessionId: member.sessionId })).rejects.toEqual(refusal("not_found"));
    }
    expect(await actorOf(member)).not.toBeNull();
  });
});

describe("ending somebody's sessions", () => {
  it("SS-07 R56 ends all of them at once, and records how many", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    const phone = await signedIn(member);
    await endSessions(admin, member);
    expect([await actorOf(member), await actorOf(phone)]).toEqual([null, null]);
    expect((await eventsOf({ subjectId: member.personId })).at(-1)).toMatchObject({ action: "person.sessions_ended", after: { sessions: 2 } });
    await signIn(aBrowser(), { email: member.email, password: PASSWORD });
  });

  it("SS-07 R1 R2 R3 refuses a member, cs for staff, and finds nobody of another tenant", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const [member, cs, platformAdmin] = [await aMember(admin), await aStaff({ role: "cs" }), await aStaff()];
    await expect(endSessions(member, admin)).rejects.toEqual(refusal("forbidden"));
    await expect(endSessions(cs, platformAdmin)).rejects.toEqual(refusal("forbidden"));
    await expect(endSessions(other.admin, member)).rejects.toEqual(refusal("not_found"));
    await expect(endSessions(admin, platformAdmin)).rejects.toEqual(refusal("not_found"));
    await endSessions(cs, member);
    expect(await actorOf(member)).toBeNull();
  });
});
