import { describe, expect, it } from "vitest";
import { changePassword } from "#lib/members/change-password";
import { createPersonLink } from "#lib/members/create-person-link";
import { findActor } from "#lib/members/sessions";
import { signIn } from "#lib/members/sign-in";
import { aBrowser, aMember, aStaff, join, PASSWORD, signedIn } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const password = "herons wait by the weir";

describe("changing one's own password", () => {
  it("SS-07 R56 ends one's other sessions and not this one, and is recorded without the password", async () => {
    const { admin } = await aTenant();
    const phone = await signedIn(admin);
    expect(await changePassword(admin, { currentPassword: PASSWORD, password })).toEqual({ endedSessions: 1 });
    expect(await findActor(phone.sessionId, aBrowser())).toBeNull();
    expect(await findActor(admin.sessionId, aBrowser())).not.toBeNull();
    await expect(signIn(aBrowser(), { email: admin.email, password: PASSWORD })).rejects.toEqual(refusal("invalid"));
    await signIn(aBrowser(), { email: admin.email, password });
    const event = (await eventsOf({ subjectId: admin.personId })).find(({ action }) => action === "person.password_changed");
    expect(event).toMatchObject({ actorId: admin.personId, before: null, after: { sessions: 1 } });
  });

  it("refuses without the current one, and after five tries altogether", async () => {
    const staff = await aStaff();
    const tries = Array.from({ length: 20 }, () => changePassword(staff, { currentPassword: password, password }));
    const codes = (await Promise.allSettled(tries)).map((outcome) => (outcome.status === "rejected" ? outcome.reason.code : "changed"));
    expect(codes.sort()).toEqual([...Array(15).fill("forbidden"), ...Array(5).fill("invalid")]);
  });

  it("R60 ends the links that were made for another, and does not count as a try", async () => {
    const { admin } = await aTenant();
    const colleague = await aMember(admin);
    const link = await createPersonLink(admin, { personId: colleague.personId });
    await changePassword(colleague, { currentPassword: PASSWORD, password });
    await expect(join(link)).rejects.toEqual(refusal("conflict"));
    for (let change = 0; change < 6; change++) await changePassword(colleague, { currentPassword: password, password });
  });
});
