import { describe, expect, it } from "vitest";
import { disablePerson, enablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { signIn } from "#lib/members/sign-in";
import { aBrowser, aMember, anEmail, PASSWORD, signedIn } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

const wrong = "not the password";
const codesOf = async (tries: Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((outcome) => (outcome.status === "fulfilled" ? "signed in" : outcome.reason.code));

describe("signing in", () => {
  it("R56 begins a session that knows the person, and records it", async () => {
    const { admin, tenant } = await aTenant();
    const browser = aBrowser();
    const actor = await signedIn(admin, browser);
    expect(actor).toMatchObject({
      kind: "user",
      role: "tenant_admin",
      personId: admin.personId,
      tenant: { id: tenant.id },
      origin: { ipAddress: browser.ipAddress },
    });
    expect((await eventsOf({ subjectId: admin.personId })).at(-1)).toMatchObject({
      action: "session.started",
      tenantId: tenant.id,
      ipAddress: browser.ipAddress,
      after: { with: "password" },
    });
  });

  it("AU-03 refuses a wrong password and an unknown address with the same words, and records the refusal of a known one", async () => {
    const { admin } = await aTenant();
    const refusals = [admin.email, anEmail()].map((email) => signIn(aBrowser(), { email, password: wrong }).catch(String));
    expect(new Set(await Promise.all(refusals)).size).toBe(1);
    const refused = (await eventsOf({ subjectId: admin.personId })).at(-1);
    expect(refused).toMatchObject({ action: "session.refused", actorId: null, after: { reason: expect.stringContaining("wrong password") } });
  });

  it("refuses somebody who was invited and has not joined", async () => {
    const { admin } = await aTenant();
    const { email } = await invitePerson(admin, { role: "member", name: "Yuki Tanaka", email: anEmail() });
    await expect(signIn(aBrowser(), { email, password: PASSWORD })).rejects.toEqual(refusal("invalid"));
  });

  it("SS-04 refuses a disabled person, and says so only to who knows the password", async () => {
    const { admin } = await aTenant();
    const { personId, email } = await aMember(admin);
    await disablePerson(admin, { personId });
    await expect(signIn(aBrowser(), { email, password: PASSWORD })).rejects.toEqual(refusal("forbidden", "switched off"));
    await expect(signIn(aBrowser(), { email, password: wrong })).rejects.toEqual(refusal("invalid"));
    await enablePerson(admin, { personId });
    await signedIn({ email });
  });

  it("IN-03 takes any text as a password and refuses it", async () => {
    const { admin } = await aTenant();
    for (const password of ["", "\0", "\ud800", "x".repeat(1000)]) {
      await expect(signIn(aBrowser(), { email: admin.email, password })).rejects.toEqual(refusal("invalid"));
    }
  });
});

describe("trying passwords", () => {
  it("RL-01 of 200 wrong ones at the same time five are looked at, and the sixth is refused though it is right", async () => {
    const { admin } = await aTenant();
    const browser = aBrowser();
    const codes = await codesOf(Array.from({ length: 200 }, () => signIn(browser, { email: admin.email, password: wrong })));
    expect(codes.filter((code) => code === "invalid")).toHaveLength(5);
    expect(codes.filter((code) => code === "forbidden")).toHaveLength(195);
    expect((await eventsOf({ subjectId: admin.personId })).filter(({ action }) => action === "session.refused")).toHaveLength(5);
    await expect(signIn(browser, { email: admin.email, password: PASSWORD })).rejects.toEqual(refusal("forbidden", "Try again in 15 minutes"));
  });

  it("RL-03 a stranger cannot lock a person out: from another address they still sign in", async () => {
    const { admin } = await aTenant();
    const [stranger, office] = [aBrowser(), aBrowser()];
    await codesOf(Array.from({ length: 10 }, () => signIn(stranger, { email: admin.email, password: wrong })));
    expect(await signedIn(admin, office)).toMatchObject({ personId: admin.personId });
  });

  it("RL-03 the person may try again when the time is over", async () => {
    const { admin } = await aTenant();
    const browser = aBrowser();
    await codesOf(Array.from({ length: 6 }, () => signIn(browser, { email: admin.email, password: wrong })));
    await letTimePass({ minutes: 16 });
    await signedIn(admin, browser);
  });

  it("RL-01 one address that tries many people is stopped at fifty", async () => {
    const browser = aBrowser();
    const codes = await codesOf(Array.from({ length: 60 }, () => signIn(browser, { email: anEmail(), password: wrong })));
    expect(codes.filter((code) => code === "invalid")).toHaveLength(50);
  });

  it("signing in gives the tries back", async () => {
    const { admin } = await aTenant();
    const browser = aBrowser();
    for (let round = 0; round < 2; round++) {
      await codesOf(Array.from({ length: 4 }, () => signIn(browser, { email: admin.email, password: wrong })));
      await signedIn(admin, browser);
    }
  });
});
