import { describe, expect, it } from "vitest";
import { getScope } from "#lib/scopes/find-scopes";
import { restoreScope, retireScope } from "#lib/scopes/retire-scope";
import { aClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { allowScope, aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

describe("retiring a scope", () => {
  it("R26 R56 marks it, keeps it with its clients, and brings it back as it was, each with its event", async () => {
    const [platformAdmin, { admin }, scopeName] = [await aStaff(), await aTenant(), await aScope()];
    await allowScope(await aClient(admin), scopeName);
    expect(await retireScope(platformAdmin, { scopeName })).toEqual({ name: scopeName, clients: 1 });
    expect(await getScope(platformAdmin, scopeName)).toMatchObject({ isRetired: true, clients: 1, version: 2 });
    expect(await restoreScope(platformAdmin, { scopeName })).toEqual({ name: scopeName, clients: 1 });
    expect(await getScope(platformAdmin, scopeName)).toMatchObject({ isRetired: false, clients: 1, version: 3 });
    const retiredAt = expect.any(String);
    expect((await eventsOf({ subjectId: scopeName })).slice(1)).toMatchObject([
      { action: "scope.retired", actorId: platformAdmin.personId, tenantId: null, before: { retiredAt: null }, after: { retiredAt, clients: 1 } },
      { action: "scope.restored", actorId: platformAdmin.personId, tenantId: null, before: { retiredAt }, after: { retiredAt: null, clients: 1 } },
    ]);
  });

  it("twice is the same as once", async () => {
    const [admin, scopeName] = [await aStaff(), await aScope()];
    for (const verb of [restoreScope, retireScope, retireScope]) await verb(admin, { scopeName });
    expect((await eventsOf({ subjectId: scopeName })).map(({ action }) => action)).toEqual(["scope.added", "scope.retired"]);
  });

  it("R2 refuses customer success, a company admin and a member, and changes nothing", async () => {
    const [{ admin }, scopeName] = [await aTenant(), await aScope()];
    for (const actor of [await aStaff({ role: "cs" }), admin, await aMember(admin)]) {
      for (const verb of [retireScope, restoreScope]) await expect(verb(actor, { scopeName })).rejects.toEqual(refusal("forbidden", "Platform admin"));
    }
    expect(await getScope(admin, scopeName)).toMatchObject({ isRetired: false, version: 1 });
  });
});
