import { describe, expect, it } from "vitest";
import { changeRole } from "#lib/members/change-role";
import { createPersonLink } from "#lib/members/create-person-link";
import { disablePerson } from "#lib/members/disable-person";
import { findPeople, getPerson } from "#lib/members/find-people";
import { invitePerson } from "#lib/members/invite-person";
import { joinByOpenid } from "#lib/members/join-by-openid";
import { findActor } from "#lib/members/sessions";
import { registerTenant } from "#lib/tenants/register-tenant";
import { aBrowser, aMember, anEmail, aStaff, join, joinTenant, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const toAdmin = { role: "tenant_admin" } as const;
const toMember = { role: "member" } as const;
const aNewCompany = { name: "New", environment: "production", teamName: "One", adminName: "Noor" } as const;

describe("the role of a person", () => {
  it("R2 R56 is changed by their admin, holds at their next request, and twice is the same as once", async () => {
    const { admin } = await aTenant();
    const member = await aMember(admin);
    await changeRole(admin, { personId: member.personId, ...toAdmin });
    await changeRole(admin, { personId: member.personId, ...toAdmin });
    expect(await findActor(member.sessionId, aBrowser())).toMatchObject({ role: "tenant_admin" });
    const recorded = (await eventsOf({ subjectId: member.personId })).filter(({ action }) => action === "person.role_changed");
    expect(recorded).toMatchObject([{ before: { role: "member" }, after: { role: "tenant_admin" } }]);
  });

  it("AZ-11 the last admin is not demoted; 1 of 2 is", async () => {
    const { admin } = await aTenant();
    const sofia = await aMember(admin);
    await expect(changeRole(admin, { personId: admin.personId, ...toMember })).rejects.toEqual(refusal("conflict", "last admin"));
    await changeRole(admin, { personId: sofia.personId, ...toAdmin });
    await changeRole(admin, { personId: admin.personId, ...toMember });
    expect(await getPerson(await aStaff(), admin.personId)).toMatchObject({ role: "member" });
  });

  it("AZ-11 of 2 admins who demote or switch off each other at the same time 1 stays, in each of 12 rounds", async () => {
    for (let round = 0; round < 12; round++) {
      const { admin } = await aTenant();
      const sofia = await aMember(admin, toAdmin);
      const second = round % 2 === 0 ? disablePerson(sofia, admin) : changeRole(sofia, { personId: admin.personId, ...toMember });
      const outcomes = await Promise.allSettled([changeRole(admin, { personId: sofia.personId, ...toMember }), second]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const { rows } = await findPeople(await aStaff(), { tenantId: admin.tenant.id }, {});
      expect(rows.filter(({ role, state }) => role === "tenant_admin" && state === "active")).toHaveLength(1);
    }
  });

  it("R1 R3 is not changed by a member, nor by another company's admin, nor to one of the other side", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const member = await aMember(admin);
    await expect(changeRole(member, { personId: member.personId, ...toAdmin })).rejects.toEqual(refusal("forbidden"));
    await expect(changeRole(other.admin, { personId: member.personId, ...toAdmin })).rejects.toEqual(refusal("not_found"));
    await expect(changeRole(admin, { personId: member.personId, role: "platform_admin" })).rejects.toEqual(refusal("invalid"));
    await expect(changeRole(await aStaff(), { personId: (await aStaff({ role: "cs" })).personId, ...toMember })).rejects.toEqual(refusal("invalid"));
  });

  it("R2 a platform admin changes the role of staff, customer success does not", async () => {
    const [platformAdmin, cs, other] = [await aStaff(), await aStaff({ role: "cs" }), await aStaff({ role: "cs" })];
    await expect(changeRole(cs, { personId: cs.personId, role: "platform_admin" })).rejects.toEqual(refusal("forbidden"));
    await changeRole(platformAdmin, { personId: other.personId, role: "platform_admin" });
    expect(await findActor(other.sessionId, aBrowser())).toMatchObject({ role: "platform_admin" });
  });
});

describe("customer success and the admins of a company", () => {
  it("R2 R60 AZ-10 AZ-11 cannot become one where there is one: by inviting, by promoting, by a new link for one who was invited", async () => {
    const [{ admin, tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    const forAdmin = { tenantId: tenant.id, name: "Me", email: anEmail(), ...toAdmin };
    await expect(invitePerson(cs, forAdmin)).rejects.toEqual(refusal("forbidden", "An admin of the company"));
    const mine = await joinTenant(await invitePerson(cs, { ...forAdmin, ...toMember }));
    await expect(changeRole(cs, { personId: mine.personId, ...toAdmin })).rejects.toEqual(refusal("forbidden", "An admin of the company"));
    const invited = await invitePerson(admin, { ...forAdmin, email: anEmail() });
    await expect(createPersonLink(cs, invited)).rejects.toEqual(refusal("forbidden", "An admin of the company"));
    expect(await createPersonLink(admin, invited)).toMatchObject({ email: invited.email });
    await changeRole(cs, { personId: (await aMember(admin, toAdmin)).personId, ...toMember });
  });

  it("R2 R60 AZ-10 does not become one by a link of before: making an admin of whom it invited as a member ends the 2 links that it has", async () => {
    const [{ admin, tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    const invited = await invitePerson(cs, { tenantId: tenant.id, name: "Me", email: anEmail(), role: "member" });
    const again = await createPersonLink(cs, invited);
    await changeRole(admin, { personId: invited.personId, ...toAdmin });
    for (const link of [invited, again]) await expect(join(link)).rejects.toEqual(refusal("conflict", "already used or is too old"));
    expect(await join(await createPersonLink(admin, invited))).toMatchObject({ role: "tenant_admin" });
  });

  it("R2 R60 AZ-10 does not become one by a link of before the first: of 3 invited admins, joining at once, 1 is an admin and 2 are members", async () => {
    const cs = await aStaff({ role: "cs" });
    const { tenantId, admin } = await registerTenant(cs, { ...aNewCompany, adminEmail: anEmail() });
    const invited = await Promise.all([1, 2].map(() => invitePerson(cs, { tenantId, name: "Me", email: anEmail(), ...toAdmin })));
    const people = await Promise.all([admin, ...invited].map((each) => join(each)));
    expect(people.map(({ role }) => role).sort()).toEqual(["member", "member", "tenant_admin"]);
    const first = people.find(({ role }) => role === "tenant_admin") ?? people[0];
    for (const member of people.filter(({ role }) => role === "member")) {
      expect(await eventsOf({ subjectId: member.personId })).toContainEqual(
        expect.objectContaining({ action: "person.role_changed", before: { role: "tenant_admin" }, after: { role: "member" }, actorId: null }),
      );
      await expect(changeRole(cs, { personId: member.personId, ...toAdmin })).rejects.toEqual(refusal("forbidden", "An admin of the company"));
      if (first) await changeRole(first, { personId: member.personId, ...toAdmin });
      expect(await findActor(member.sessionId, aBrowser())).toMatchObject({ role: "tenant_admin" });
    }
  });

  it("R2 R60 AZ-10 nor by inviting at the moment when the first joins: whichever comes first, none who is invited so joins as an admin", async () => {
    const cs = await aStaff({ role: "cs" });
    for (let round = 0; round < 6; round++) {
      const { tenantId, admin } = await registerTenant(cs, { ...aNewCompany, adminEmail: anEmail() });
      const late = () => invitePerson(cs, { tenantId, name: "Me", email: anEmail(), ...toAdmin });
      const [, ...attempts] = await Promise.allSettled([join(admin), late(), late(), late()]);
      for (const attempt of attempts) if (attempt.status === "fulfilled") expect(await join(attempt.value)).toMatchObject({ role: "member" });
    }
  });

  it("R4 R60 nor by an OpenID account: who joins second joins as a member", async () => {
    const cs = await aStaff({ role: "cs" });
    const { tenantId, admin } = await registerTenant(cs, { ...aNewCompany, adminEmail: anEmail() });
    const second = await invitePerson(cs, { tenantId, name: "Me", email: anEmail(), ...toAdmin });
    const byOpenid = (link: { url: string }) =>
      joinByOpenid(aBrowser(), { issuer: "https://login.example.com", subject: anEmail(), invitation: tokenOf(link) });
    const roles = [];
    for (const link of [admin, second]) roles.push((await findActor((await byOpenid(link)).sessionId, aBrowser()))?.role);
    expect(roles).toEqual(["tenant_admin", "member"]);
  });

  it("R2 R60 sends the first admin of a new company another invitation, since nobody there could", async () => {
    const cs = await aStaff({ role: "cs" });
    const { admin } = await registerTenant(cs, { ...aNewCompany, adminEmail: anEmail() });
    expect(await createPersonLink(cs, admin)).toMatchObject({ email: admin.email });
  });
});

describe("looking for people", () => {
  it("R13 finds them by a piece of their name or address, in their own company alone", async () => {
    const [{ admin, tenant }, other] = [await aTenant(), await aTenant()];
    await aMember(admin, { name: "Zoë Ünal", email: anEmail("zoe") });
    await aMember(other.admin, { name: "Zoë Ünal" });
    const names = async (search: string) => (await findPeople(admin, { tenantId: tenant.id, search }, {})).rows.map(({ name }) => name);
    expect(await names("zoë")).toEqual(["Zoë Ünal"]);
    expect(await names("ZOE.")).toEqual(["Zoë Ünal"]);
    expect(await names("nobody")).toEqual([]);
    expect(await names("")).toHaveLength(2);
  });
});
