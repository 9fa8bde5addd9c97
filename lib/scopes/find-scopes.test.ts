import { describe, expect, it } from "vitest";
import { deleteClient } from "#lib/clients/delete-client";
import { findScopes, getScope } from "#lib/scopes/find-scopes";
import { retireScope } from "#lib/scopes/retire-scope";
import { aClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { allowScope, aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

describe("the catalogue of scopes", () => {
  it("R26 shows everybody who may see clients every scope by name, retired ones too", async () => {
    const [{ admin }, cs, platformAdmin] = [await aTenant(), await aStaff({ role: "cs" }), await aStaff()];
    const [live, retired] = [await aScope(), await aScope()];
    await retireScope(platformAdmin, { scopeName: retired });
    for (const actor of [admin, cs, platformAdmin]) {
      const names = (await findScopes(actor)).map(({ name }) => name);
      expect(names).toEqual(expect.arrayContaining([live, retired]));
      expect(names.filter((name) => name.startsWith("notes:"))).toEqual(names.filter((name) => name.startsWith("notes:")).sort());
      expect(await getScope(actor, retired)).toMatchObject({ isRetired: true });
    }
  });

  it("R26 counts the clients of every tenant that are not deleted, for staff alone", async () => {
    const [one, other, scopeName] = [await aTenant(), await aTenant(), await aScope()];
    const gone = await aClient(one.admin);
    for (const client of [gone, await aClient(one.admin), await aClient(other.admin)]) await allowScope(client, scopeName);
    await deleteClient(one.admin, { clientId: gone.clientId, typedName: gone.name });
    const counted = (scopes: { name: string; clients: number }[]) => scopes.find(({ name }) => name === scopeName)?.clients;
    const cs = await aStaff({ role: "cs" });
    expect([counted(await findScopes(cs)), (await getScope(cs, scopeName)).clients]).toEqual([2, 2]);
    expect([counted(await findScopes(one.admin)), (await getScope(one.admin, scopeName)).clients]).toEqual([0, 0]);
  });

  it("R1 refuses a member", async () => {
    const { admin } = await aTenant();
    const [member, name] = [await aMember(admin), await aScope()];
    await expect(findScopes(member)).rejects.toEqual(refusal("forbidden"));
    await expect(getScope(member, name)).rejects.toEqual(refusal("forbidden"));
  });

  it("IN-03 an unknown name and an impossible one are not found, with the same words", async () => {
    const staff = await aStaff();
    const refusals = ["no.such", "", " ", "\0", "\ud800", "team_1", "x".repeat(100_000)].map((name) => getScope(staff, name).catch(String));
    expect(new Set(await Promise.all(refusals)).size).toBe(1);
  });
});
