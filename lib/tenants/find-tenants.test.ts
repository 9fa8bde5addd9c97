import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { findTenants, getTenant } from "#lib/tenants/find-tenants";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

it("R2 staff see every tenant, the newest first", async () => {
  const [older, newer] = [await aTenant(), await aTenant()];
  const staff = await aStaff({ role: "cs" });
  // Whatever else stands in the database: right after the newer one comes the older.
  const { rows } = await findTenants(staff, {}, { after: newer.tenant.id });
  expect(rows[0]?.tenantId).toBe(older.tenant.id);
  const { rows: above } = await findTenants(staff, {}, { before: older.tenant.id });
  expect(above.at(-1)?.tenantId).toBe(newer.tenant.id);
  expect(Object.keys(rows[0] ?? {})).toEqual(["tenantId", "name", "slug", "environment", "createdAt", "disabledAt", "version"]);
});

it("R3 a tenant admin sees their own and no list", async () => {
  const { admin, tenant } = await aTenant();
  await expect(findTenants(admin, {}, {})).rejects.toEqual(refusal("forbidden"));
  expect(await getTenant(admin, tenant.id)).toMatchObject({ tenantId: tenant.id });
  await expect(getTenant(await aMember(admin), tenant.id)).rejects.toEqual(refusal("forbidden"));
});

it("TI-07 IN-03 a foreign, a missing and an impossible one are not found, with the same words", async () => {
  const [{ admin }, other, staff] = [await aTenant(), await aTenant(), await aStaff()];
  const impossible = ["", "x", "-".repeat(36), "\0", "\ud800", "x".repeat(100_000)];
  const refusals = [
    ...[other.tenant.id, randomUUID(), ...impossible].map((id) => getTenant(admin, id).catch(String)),
    ...[randomUUID(), ...impossible].map((id) => getTenant(staff, id).catch(String)),
  ];
  expect(new Set(await Promise.all(refusals)).size).toBe(1);
  for (const cursor of impossible) expect((await findTenants(staff, {}, { after: cursor })).rows.length).toBeGreaterThan(0);
});
