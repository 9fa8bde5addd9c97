import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { findPeople, getPerson } from "#lib/members/find-people";
import { aMember, anEmail, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

async function manyPeople(tenantId: string, count: number): Promise<void> {
  const data = Array.from({ length: count }, () => ({ tenantId, role: "member" as const, name: "Lukas Brandt", email: anEmail() }));
  await asScope({ role: "staff" }, (tx) => tx.person.createMany({ data }));
}

const inventions = ["", "x", "-".repeat(36), "0".repeat(36), "\0", "\ud800", "' or true --", randomUUID().toUpperCase()];

describe("the people of a tenant", () => {
  it("TI-09 are paged through once, and another tenant's cursor shows only one's own", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    await manyPeople(one.tenant.id, 55);
    const first = await findPeople(one.admin, { tenantId: one.tenant.id }, {});
    const second = await findPeople(one.admin, { tenantId: one.tenant.id }, { after: first.older ?? "" });
    expect(new Set([...first.rows, ...second.rows].map(({ personId }) => personId)).size).toBe(56);
    const { rows } = await findPeople(other.admin, { tenantId: other.tenant.id }, { after: first.older ?? "" });
    expect(rows.map(({ personId }) => personId)).toEqual([other.admin.personId]);
  });

  it("R3 are those of the admin's tenant, and of another tenant or the staff there are none", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    for (const tenantId of [other.tenant.id, null]) {
      expect((await findPeople(one.admin, { tenantId }, {})).rows).toEqual([]);
    }
  });

  it("R1 R2 a member sees none, cs sees tenants' people and not the staff", async () => {
    const [{ admin, tenant }, cs] = [await aTenant(), await aStaff({ role: "cs" })];
    await expect(findPeople(await aMember(admin), { tenantId: tenant.id }, {})).rejects.toEqual(refusal("forbidden"));
    await expect(findPeople(cs, { tenantId: null }, {})).rejects.toEqual(refusal("forbidden"));
    await expect(getPerson(cs, cs.personId)).rejects.toEqual(refusal("forbidden"));
    expect(await getPerson(cs, admin.personId)).toMatchObject({ tenantName: tenant.name });
    expect((await findPeople(await aStaff(), { tenantId: null }, {})).rows.length).toBeGreaterThan(1);
  });

  it("AZ-07 show these fields, and no password hash", async () => {
    const { admin, tenant } = await aTenant();
    const [person] = (await findPeople(admin, { tenantId: tenant.id }, {})).rows;
    expect(Object.keys(person ?? {})).toEqual(["personId", "name", "email", "role", "state", "version"]);
  });

  it("IN-03 a cursor that somebody made up is the first page", async () => {
    const { admin, tenant } = await aTenant();
    for (const cursor of inventions) {
      await expect(findPeople(admin, { tenantId: tenant.id }, { after: cursor })).resolves.toMatchObject({ older: null });
    }
  });

  it("TI-07 a foreign, a missing and an impossible one are not found, with the same words", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const ids = [other.admin.personId, (await aStaff()).personId, randomUUID(), ...inventions];
    const refusals = await Promise.all(ids.map((id) => getPerson(admin, id).catch(String)));
    expect(new Set(refusals).size).toBe(1);
  });
});
