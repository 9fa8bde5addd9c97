import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { createPersonLink } from "#lib/members/create-person-link";
import { disablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { joinByOpenid } from "#lib/members/join-by-openid";
import { findLink } from "#lib/members/one-time-link";
import { findActor } from "#lib/members/sessions";
import { signInByOpenid } from "#lib/members/sign-in-by-openid";
import { aBrowser, aMember, anEmail, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const anIdentity = () => ({ issuer: "https://login.example.com", subject: randomUUID() });

async function anInvitation() {
  const { admin } = await aTenant();
  const { personId, url } = await invitePerson(admin, { name: "Noor Haddad", email: anEmail(), role: "member" });
  return { admin, personId, invitation: tokenOf({ url }) };
}

function identitiesOf(personId: string) {
  return asScope({ role: "auth" }, (tx) => tx.openidIdentity.findMany({ where: { personId }, select: { issuer: true, subject: true } }));
}

describe("joining by an OpenID provider", () => {
  it("R4 stores issuer and subject, joins, records both and begins a session", async () => {
    const { personId, invitation } = await anInvitation();
    const [identity, browser] = [anIdentity(), aBrowser()];
    const { sessionId } = await joinByOpenid(browser, { ...identity, invitation });
    expect(await findActor(sessionId, browser)).toMatchObject({ personId });
    expect(await identitiesOf(personId)).toEqual([identity]);
    expect((await eventsOf({ subjectId: personId })).slice(1)).toMatchObject([
      { action: "person.joined", actorId: personId, after: { with: "openid" }, ipAddress: browser.ipAddress },
      { action: "session.started", actorId: personId, after: { with: "openid" } },
    ]);
  });

  it("R4 of twenty accounts that open one invitation together exactly one is stored", async () => {
    const { personId, invitation } = await anInvitation();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => joinByOpenid(aBrowser(), { ...anIdentity(), invitation })));
    const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(losers).toEqual(Array.from({ length: 19 }, () => refusal("conflict", "already used")));
    expect(await identitiesOf(personId)).toHaveLength(1);
    expect((await eventsOf({ subjectId: personId })).filter(({ action }) => action === "person.joined")).toHaveLength(1);
  });

  it("R4 of two invitations that one account opens together one is used up, and the other stays open", async () => {
    const [invited, identity] = [[await anInvitation(), await anInvitation()], anIdentity()];
    const outcomes = await Promise.allSettled(invited.map(({ invitation }) => joinByOpenid(aBrowser(), { ...identity, invitation })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const links = await Promise.all(invited.map(({ invitation }) => findLink(invitation)));
    expect(links.filter((link) => link !== null)).toHaveLength(1);
  });

  it("R4 refuses a link that resets a password, and leaves it usable", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    const invitation = tokenOf(await createPersonLink(admin, member));
    await expect(joinByOpenid(aBrowser(), { ...anIdentity(), invitation })).rejects.toEqual(refusal("forbidden", "sets a password"));
    expect(await identitiesOf(member.personId)).toEqual([]);
    expect(await findLink(invitation)).not.toBeNull();
  });

  it("R4 refuses an account that is somebody's already, and records whose", async () => {
    const [mine, theirs, identity] = [await anInvitation(), await anInvitation(), anIdentity()];
    await joinByOpenid(aBrowser(), { ...identity, invitation: mine.invitation });
    await expect(joinByOpenid(aBrowser(), { ...identity, invitation: theirs.invitation })).rejects.toEqual(refusal("conflict", "connected with somebody"));
    expect((await eventsOf({ subjectId: mine.personId })).at(-1)).toMatchObject({ action: "session.refused" });
    expect(await findLink(theirs.invitation)).not.toBeNull();
  });

  it("R4 refuses the invitation of somebody who was disabled meanwhile", async () => {
    const { admin, personId, invitation } = await anInvitation();
    await disablePerson(admin, { personId });
    await expect(joinByOpenid(aBrowser(), { ...anIdentity(), invitation })).rejects.toEqual(refusal("conflict"));
    expect(await identitiesOf(personId)).toEqual([]);
  });
});

describe("signing in by an OpenID provider", () => {
  it("SS-11 knows a person by issuer and subject together", async () => {
    const { personId, invitation } = await anInvitation();
    const [identity, browser] = [anIdentity(), aBrowser()];
    await joinByOpenid(browser, { ...identity, invitation });
    const { sessionId } = await signInByOpenid(browser, identity);
    expect(await findActor(sessionId, browser)).toMatchObject({ personId });
    for (const other of [
      { ...identity, issuer: "https://login.example.org" },
      { ...identity, subject: identity.subject.toUpperCase() },
    ]) {
      await expect(signInByOpenid(browser, other)).rejects.toEqual(refusal("not_found", "Ask for an invitation link"));
    }
  });

  it("SS-04 refuses somebody who is disabled, and records it", async () => {
    const { admin, personId, invitation } = await anInvitation();
    const identity = anIdentity();
    await joinByOpenid(aBrowser(), { ...identity, invitation });
    await disablePerson(admin, { personId });
    await expect(signInByOpenid(aBrowser(), identity)).rejects.toEqual(refusal("forbidden", "switched off"));
    expect((await eventsOf({ subjectId: personId })).at(-1)).toMatchObject({ action: "session.refused", actorName: "Gatehouse" });
  });
});
