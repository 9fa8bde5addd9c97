import { expect, it } from "vitest";
import type { Actor } from "#lib/access/actor";
import { authorize, may, type Permission, permissions } from "#lib/access/permissions";
import { aMember, aStaff, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

// A change of this table is a change of R1 to R4.
const allowed = {
  tenant_admin: [
    "client.see",
    "tenant_client.register",
    "tenant_client.change",
    "tenant_client.disable",
    "tenant_client.delete",
    "tenant_client.issue_secret",
    "tenant.see",
    "team.manage",
    "person.see",
    "person.manage",
    "person.reset_password",
    "person.delete",
    "scope.see",
    "installation.request",
    "installation.decide",
    "webhook.manage",
    "integration.see",
    "integration.request",
    "audit.see",
  ],
  member: ["installation.request", "integration.see", "integration.request"],
  cs: [
    "client.see",
    "tenant_client.disable",
    "partner_client.register",
    "partner_client.change",
    "partner_client.disable",
    "partner_client.delete",
    "partner_client.issue_secret",
    "tenant.see",
    "tenant.list",
    "tenant.register",
    "tenant.change",
    "team.manage",
    "person.see",
    "person.manage",
    "enablement.manage",
    "scope.see",
    "audit.see",
  ],
  get platform_admin() {
    return [
      ...this.cs,
      "person.reset_password",
      "person.delete",
      "tenant.delete",
      "staff.manage",
      "scope.manage",
      "webhook.manage",
      "partner_client.let_introspect",
    ];
  },
};

it("R1 R2 R3 R4 each role may do this and nothing else", async () => {
  const { admin } = await aTenant();
  const actors: Actor[] = [admin, await aMember(admin), await aStaff({ role: "cs" }), await aStaff()];
  const every = Object.keys(permissions) as Permission[];
  expect(every.length).toBeGreaterThan(15);
  for (const actor of actors) {
    if (actor.kind === "system") continue;
    expect([actor.role, every.filter((permission) => may(actor, permission)).sort()]).toEqual([actor.role, [...allowed[actor.role]].sort()]);
  }
});

it("the system may do everything, and a refusal names the roles that may", async () => {
  expect((Object.keys(permissions) as Permission[]).every((permission) => may(theSystem, permission))).toBe(true);
  const { admin } = await aTenant();
  expect(() => authorize(admin, "staff.manage")).toThrow(expect.objectContaining({ code: "forbidden", message: "This needs the role Platform admin." }));
  await expect(async () => authorize(await aMember(admin), "client.see")).rejects.toEqual(refusal("forbidden", "Company admin or Platform admin"));
});
