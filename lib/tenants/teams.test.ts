import { describe, expect, it } from "vitest";
import { createTeam } from "#lib/tenants/create-team";
import { findTeams } from "#lib/tenants/find-teams";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

describe("the teams of a tenant", () => {
  it("R29 R56 a new one has the scope that names it, and its event", async () => {
    const { admin, tenant } = await aTenant({ teamName: "Research" });
    const { teamId } = await createTeam(admin, { name: "Equities" });
    expect((await findTeams(admin, tenant.id)).map(({ name, scope }) => [name, scope])).toEqual([
      ["Equities", `team_${teamId}`],
      ["Research", expect.stringMatching(/^team_/)],
    ]);
    expect(await eventsOf({ subjectId: teamId })).toMatchObject([
      { action: "team.created", tenantId: tenant.id, actorId: admin.personId, after: { name: "Equities" } },
    ]);
  });

  it("of two of one name at the same time one is made, and the other is told", async () => {
    const { admin, tenant } = await aTenant();
    const outcomes = await Promise.allSettled([createTeam(admin, { name: "Equities" }), createTeam(admin, { name: "Equities" })]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: refusal("invalid", "already") });
    expect(await findTeams(admin, tenant.id)).toHaveLength(2);
  });

  it("R3 TI-01 are made in the admin's own tenant, whatever tenant the form names, and seen there alone", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    await createTeam(one.admin, { tenantId: other.tenant.id, name: "Equities" });
    expect((await findTeams(one.admin, one.tenant.id)).map(({ name }) => name)).toContain("Equities");
    expect(await findTeams(one.admin, other.tenant.id)).toEqual([]);
    expect(await findTeams(other.admin, other.tenant.id)).toHaveLength(1);
  });

  it("R2 staff make one for a tenant that exists", async () => {
    const [{ tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    expect(await createTeam(cs, { tenantId: tenant.id, name: "Equities" })).toMatchObject({ tenantId: tenant.id });
    for (const tenantId of [undefined, crypto.randomUUID()]) {
      await expect(createTeam(cs, { tenantId, name: "Equities" })).rejects.toEqual(refusal("not_found"));
    }
  });

  it("R1 refuses a member", async () => {
    const { admin, tenant } = await aTenant();
    const member = await aMember(admin);
    await expect(createTeam(member, { name: "Mine" })).rejects.toEqual(refusal("forbidden"));
    await expect(findTeams(member, tenant.id)).rejects.toEqual(refusal("forbidden"));
  });

  it("IN-03 of what cannot be a tenant there are none", async () => {
    const staff = await aStaff();
    for (const tenantId of ["", "x", "\0"]) expect(await findTeams(staff, tenantId)).toEqual([]);
  });
});
