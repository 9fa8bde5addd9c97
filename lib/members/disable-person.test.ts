import { describe, expect, it } from "vitest";
import { createPersonLink } from "#lib/members/create-person-link";
import { disablePerson, enablePerson } from "#lib/members/disable-person";
import { getPerson } from "#lib/members/find-people";
import { findActor } from "#lib/members/sessions";
import { aBrowser, aMember, aStaff, join } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

describe("switching a sign-in off and on", () => {
  it("R1 R56 holds for the person, and each is recorded once", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    await disablePerson(admin, member);
    await disablePerson(admin, member);
    expect(await getPerson(admin, member.personId)).toMatchObject({ state: "disabled" });
    await enablePerson(admin, member);
    await enablePerson(admin, member);
    expect(await getPerson(admin, member.personId)).toMatchObject({ state: "active" });
    const recorded = (await eventsOf({ subjectId: member.personId })).slice(-2);
    expect(recorded.map(({ action, after }) => [action, after])).toEqual([
      ["person.disabled", { isDisabled: true }],
      ["person.enabled", { isDisabled: false }],
    ]);
  });

  it("SS-04 R60 switched on again, neither an old session nor an old link works", async () => {
    const { admin } = await aTenant();
    const colleague = await aMember(admin);
    const link = await createPersonLink(admin, { personId: colleague.personId });
    await disablePerson(admin, { personId: colleague.personId });
    await enablePerson(admin, { personId: colleague.personId });
    expect(await findActor(colleague.sessionId, aBrowser())).toBeNull();
    await expect(join(link)).rejects.toEqual(refusal("conflict"));
  });

  it("R2 AZ-10 customer success makes no link for somebody who has joined, whom they could then be", async () => {
    const { admin } = await aTenant();
    const cs = await aStaff({ role: "cs" });
    await expect(createPersonLink(cs, { personId: admin.personId })).rejects.toEqual(refusal("forbidden"));
    expect(await createPersonLink(await aStaff(), { personId: admin.personId })).toMatchObject({ email: admin.email });
  });

  it("AZ-11 refuses the last admin, who may not be an invited or a disabled one's excuse", async () => {
    const { admin } = await aTenant();
    const sofia = await aMember(admin, { role: "tenant_admin" });
    await disablePerson(admin, sofia);
    await expect(disablePerson(admin, admin)).rejects.toEqual(refusal("conflict", "last admin"));
    await enablePerson(admin, sofia);
    await disablePerson(admin, admin);
  });

  it("AZ-11 of two admins who switch each other off at the same time one stays", async () => {
    for (let round = 0; round < 5; round++) {
      const { admin } = await aTenant();
      const sofia = await aMember(admin, { role: "tenant_admin" });
      const outcomes = await Promise.allSettled([disablePerson(admin, sofia), disablePerson(sofia, admin)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    }
  });

  it("R2 cs staff switch off people of tenants and no staff", async () => {
    const [{ admin }, cs, platformAdmin] = [await aTenant(), await aStaff({ role: "cs" }), await aStaff()];
    await disablePerson(cs, await aMember(admin));
    await expect(disablePerson(cs, platformAdmin)).rejects.toEqual(refusal("forbidden"));
    await disablePerson(platformAdmin, cs);
  });

  it("R1 R3 refuses a member, and finds nobody of another tenant", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const [member, colleague] = [await aMember(admin), await aMember(admin)];
    for (const verb of [disablePerson, enablePerson]) {
      await expect(verb(member, colleague)).rejects.toEqual(refusal("forbidden"));
      await expect(verb(other.admin, colleague)).rejects.toEqual(refusal("not_found"));
    }
  });
});
