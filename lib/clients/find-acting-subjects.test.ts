import { expect, it } from "vitest";
import { findActingSubjects } from "#lib/clients/find-acting-subjects";
import { disablePerson } from "#lib/members/disable-person";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

it("R29 offers the tenant's teams, and its people where the client may act for users, each with its scope", async () => {
  const { admin, tenant, team } = await aTenant();
  const [member, former] = [await aMember(admin), await aMember(admin)];
  await disablePerson(admin, former);
  expect(await findActingSubjects(admin, tenant.id, { mayActForUsers: false })).toEqual([{ label: team.name, scope: `team_${team.teamId}` }]);
  const scopes = (await findActingSubjects(admin, tenant.id, { mayActForUsers: true })).map(({ scope }) => scope);
  expect(scopes).toEqual([`team_${team.teamId}`, `user:${member.personId}`, `user:${admin.personId}`]);
});

it("R1 R3 offers nothing of another tenant, and refuses a member", async () => {
  const [{ admin }, other] = [await aTenant(), await aTenant()];
  const offered = JSON.stringify(await findActingSubjects(admin, other.tenant.id, { mayActForUsers: true }));
  for (const theirs of [other.team.teamId, other.admin.personId]) expect(offered).not.toContain(theirs);
  await expect(findActingSubjects(await aMember(admin), admin.tenant.id, { mayActForUsers: true })).rejects.toEqual(refusal("forbidden"));
});
