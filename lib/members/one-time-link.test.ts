import { describe, expect, it } from "vitest";
import { createPersonLink } from "#lib/members/create-person-link";
import { disablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { acceptLink, findLink } from "#lib/members/one-time-link";
import { findActor } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { sha256 } from "#lib/random";
import { aBrowser, aMember, anEmail, aStaff, join, PASSWORD, signedIn, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { readAsOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

const invite = async () => {
  const { admin, tenant } = await aTenant();
  const invited = await invitePerson(admin, { role: "member", name: "Yuki Tanaka", email: anEmail() });
  return { admin, tenant, invited, token: tokenOf(invited) };
};
const accept = (token: string, password = PASSWORD) => acceptLink(aBrowser(), { token, password });

describe("an invitation", () => {
  it("R60 R56 lets its person set a password and signs them in; from then on the password does", async () => {
    const { tenant, invited, token } = await invite();
    const { sessionId } = await accept(token);
    expect(await findActor(sessionId, aBrowser())).toMatchObject({ personId: invited.personId, role: "member", tenant: { id: tenant.id } });
    expect((await eventsOf({ subjectId: invited.personId })).map(({ action }) => action)).toEqual(["person.invited", "person.joined", "session.started"]);
    await signedIn(invited);
  });

  it("R60 is not used up by looking at it, as mail scanners do", async () => {
    const { tenant, invited, token } = await invite();
    for (let look = 0; look < 3; look++) {
      expect(await findLink(token)).toMatchObject({ purpose: "invitation", email: invited.email, name: "Yuki Tanaka", tenantName: tenant.name });
    }
    await accept(token);
  });

  it("R60 works once: of twenty at the same time one is signed in", async () => {
    const { token } = await invite();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => accept(token)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await findLink(token)).toBeNull();
    await expect(accept(token)).rejects.toEqual(refusal("conflict", "already used"));
  });

  it("R60 works for seven days", async () => {
    const { token } = await invite();
    await letTimePass({ days: 6, hours: 23 });
    expect(await findLink(token)).not.toBeNull();
    await letTimePass({ hours: 2 });
    expect(await findLink(token)).toBeNull();
    await expect(accept(token)).rejects.toEqual(refusal("conflict", "too old"));
  });

  it("SS-04 does not work for somebody whose sign-in was switched off meanwhile", async () => {
    const { admin, invited, token } = await invite();
    await disablePerson(admin, invited);
    expect(await findLink(token)).toBeNull();
    await expect(accept(token)).rejects.toEqual(refusal("conflict"));
  });

  it("SE-02 is stored as a digest that the setup app cannot read", async () => {
    const { token } = await invite();
    const { rows } = await readAsOwner((reader) => reader.query("SELECT * FROM one_time_link WHERE token_digest = $1", [sha256(token)]));
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it("TI-07 IN-03 one that never was reads like one that was used", async () => {
    for (const token of ["", "x".repeat(43), "\0", "\ud800"]) {
      expect(await findLink(token)).toBeNull();
      await expect(accept(token)).rejects.toEqual(refusal("conflict", "already used"));
    }
  });
});

describe("a link for somebody who lost their password", () => {
  it("R60 R56 sets another one, and ends their sessions and other links", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    const [first, second] = [await createPersonLink(admin, member), await createPersonLink(admin, member)];
    await accept(tokenOf(second), "another sentence entirely");
    expect(await findActor(member.sessionId, aBrowser())).toBeNull();
    expect(await findLink(tokenOf(first))).toBeNull();
    await expect(signIn(aBrowser(), { email: member.email, password: PASSWORD })).rejects.toEqual(refusal("invalid"));
    await signIn(aBrowser(), { email: member.email, password: "another sentence entirely" });
    const actions = (await eventsOf({ subjectId: member.personId })).map(({ action }) => action);
    expect(actions).toContain("person.link_created");
    expect(actions).toContain("person.password_changed");
  });

  it("R60 works for a day", async () => {
    const { admin } = await aTenant();
    const link = await createPersonLink(admin, await aMember(admin));
    await letTimePass({ hours: 24, seconds: 1 });
    await expect(join(link)).rejects.toEqual(refusal("conflict", "too old"));
  });

  it("invites again who has not joined", async () => {
    const { admin, invited } = await invite();
    expect(await findLink(tokenOf(await createPersonLink(admin, invited)))).toMatchObject({ purpose: "invitation" });
  });

  it("R1 R2 R3 AZ-11 refuses a member, cs for staff, a disabled person, and finds nobody of another tenant", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const [member, cs, platformAdmin] = [await aMember(admin), await aStaff({ role: "cs" }), await aStaff()];
    await expect(createPersonLink(member, admin)).rejects.toEqual(refusal("forbidden"));
    await expect(createPersonLink(cs, platformAdmin)).rejects.toEqual(refusal("forbidden"));
    await expect(createPersonLink(cs, cs)).rejects.toEqual(refusal("forbidden"));
    await expect(createPersonLink(other.admin, member)).rejects.toEqual(refusal("not_found"));
    await expect(createPersonLink(admin, platformAdmin)).rejects.toEqual(refusal("not_found"));
    await disablePerson(admin, member);
    await expect(createPersonLink(admin, member)).rejects.toEqual(refusal("conflict", "switched off"));
  });
});
