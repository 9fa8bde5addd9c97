import { describe, expect, it } from "vitest";
import { deletePerson } from "#lib/members/delete-person";
import { getPerson } from "#lib/members/find-people";
import { invitePerson } from "#lib/members/invite-person";
import { invitePersonInput } from "#lib/members/schemas";
import { findActor, findOwnSessions } from "#lib/members/sessions";
import { aBrowser, aMember, anEmail, aStaff, join } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const aForm = (given: { role?: string; tenantId?: string; email?: string } = {}) =>
  invitePersonInput.parse({ name: "Tomás Ribeiro", email: anEmail("Tomás Ribeiro"), role: "member", ...given });

describe("inviting a person", () => {
  it("R1 R60 R56 adds somebody to the admin's tenant, who has a link, and records it", async () => {
    const { admin, tenant } = await aTenant();
    const form = aForm();
    const invited = await invitePerson(admin, form);
    expect(await getPerson(admin, invited.personId)).toMatchObject({ ...form, state: "invited", tenantId: tenant.id });
    const [event] = await eventsOf({ subjectId: invited.personId });
    expect(event).toMatchObject({ action: "person.invited", tenantId: tenant.id, actorId: admin.personId, after: form });
    expect(await join(invited)).toMatchObject({ personId: invited.personId });
  });

  it("R3 TI-01 always into the admin's own tenant, whatever tenant the form names", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const { personId } = await invitePerson(one.admin, aForm({ tenantId: other.tenant.id }));
    expect(await getPerson(one.admin, personId)).toMatchObject({ tenantId: one.tenant.id });
    await expect(getPerson(other.admin, personId)).rejects.toEqual(refusal("not_found"));
  });

  it("R2 AZ-11 only a platform admin invites staff", async () => {
    const [{ admin }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    for (const role of ["platform_admin", "cs"]) {
      await expect(invitePerson(cs, aForm({ role }))).rejects.toEqual(refusal("forbidden", "Platform admin"));
      await expect(invitePerson(admin, aForm({ role }))).rejects.toEqual(refusal("invalid", "role"));
      await invitePerson(await aStaff(), aForm({ role }));
    }
  });

  it("R2 staff invite into a tenant, with a tenant's roles alone, and only into one that exists", async () => {
    const [{ tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    await invitePerson(cs, aForm({ tenantId: tenant.id, role: "member" }));
    await invitePerson(await aStaff(), aForm({ tenantId: tenant.id, role: "tenant_admin" }));
    await expect(invitePerson(cs, aForm({ tenantId: tenant.id, role: "cs" }))).rejects.toEqual(refusal("invalid", "role"));
    await expect(invitePerson(cs, aForm({ tenantId: crypto.randomUUID() }))).rejects.toEqual(refusal("not_found"));
  });

  it("R1 refuses a member", async () => {
    await expect(invitePerson(await aMember((await aTenant()).admin), aForm())).rejects.toEqual(refusal("forbidden"));
  });

  it("says that an address is taken, in any case and by anybody, and adds nobody", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const email = ` ${one.admin.email.toUpperCase()} `;
    for (const admin of [one.admin, other.admin]) await expect(invitePerson(admin, aForm({ email }))).rejects.toEqual(refusal("invalid", "already here"));
  });

  it("TI-06 whoever gets an address that somebody else had inherits nothing of theirs", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const former = await aMember(one.admin);
    const { version, name: typedName } = await getPerson(one.admin, former.personId);
    await deletePerson(one.admin, { personId: former.personId, version, typedName });
    const heir = await aMember(other.admin, { email: former.email, name: "Somebody else" });
    expect(heir.personId).not.toBe(former.personId);
    expect(heir.tenant).toEqual(other.tenant);
    expect(await findActor(former.sessionId, aBrowser())).toBeNull();
    expect((await findOwnSessions(heir)).map(({ id }) => id)).toEqual([heir.sessionId]);
    expect((await eventsOf({ subjectId: heir.personId })).every(({ tenantId }) => tenantId === other.tenant.id)).toBe(true);
  });

  it("of twenty invitations of one address at once one succeeds", async () => {
    const { admin } = await aTenant();
    const form = aForm();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => invitePerson(admin, form)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});
