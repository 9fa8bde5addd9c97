import { describe, expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { changeScope } from "#lib/scopes/change-scope";
import { getScope } from "#lib/scopes/find-scopes";
import { retireScope } from "#lib/scopes/retire-scope";
import { aMember, aStaff } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const before = { title: "Read research", description: "Read research notes.", risk: "low" } as const;
const after = { title: "Read every note", description: "Read the notes of a team.", risk: "high" } as const;

describe("changing the words of a scope", () => {
  it("R26 R56 a platform admin's change is what everybody reads, with its event", async () => {
    const [admin, scopeName] = [await aStaff(), await aScope(before)];
    await changeScope(admin, { scopeName, version: 1, ...after });
    expect(await getScope((await aTenant()).admin, scopeName)).toMatchObject({ ...after, version: 2 });
    expect((await eventsOf({ subjectId: scopeName })).slice(1)).toMatchObject([
      { action: "scope.changed", actorId: admin.personId, tenantId: null, before, after },
    ]);
  });

  it("saving what is there already counts no version and records nothing", async () => {
    const [admin, scopeName] = [await aStaff(), await aScope(before)];
    await changeScope(admin, { scopeName, version: 1, ...before });
    expect(await getScope(admin, scopeName)).toMatchObject({ version: 1 });
    expect(await eventsOf({ subjectId: scopeName })).toHaveLength(1);
  });

  it("R14 a stale edit is refused with what changed meanwhile, a retirement too", async () => {
    const [one, other, scopeName] = [await aStaff({ name: "Ana Silva" }), await aStaff(), await aScope(before)];
    await changeScope(one, { scopeName, version: 1, ...before, title: "Read notes" });
    await retireScope(one, { scopeName });
    const stale = changeScope(other, { scopeName, version: 1, ...after });
    await expect(stale).rejects.toEqual(refusal("conflict", "Ana Silva changed the words of the scope (title: “Read research” is now “Read notes”)."));
    await expect(stale).rejects.toEqual(refusal("conflict", "Ana Silva retired the scope"));
    expect(await getScope(other, scopeName)).toMatchObject({ title: "Read notes", version: 3 });
    await changeScope(other, { scopeName, version: 3, ...after });
    expect(await getScope(other, scopeName)).toMatchObject(after);
  });

  it("R14 of two at the same time one is saved", async () => {
    const [admin, scopeName] = [await aStaff(), await aScope(before)];
    const save = (title: string) => changeScope(admin, { scopeName, version: 1, ...after, title });
    const outcomes = await Promise.allSettled([save("One"), save("Other")]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: refusal("conflict") });
    expect(await getScope(admin, scopeName)).toMatchObject({ version: 2 });
  });

  it("R2 refuses customer success, a company admin and a member, and changes nothing", async () => {
    const [{ admin }, scopeName] = [await aTenant(), await aScope(before)];
    for (const actor of [await aStaff({ role: "cs" }), admin, await aMember(admin)]) {
      await expect(changeScope(actor, { scopeName, version: 1, ...after })).rejects.toEqual(refusal("forbidden", "Platform admin"));
    }
    expect(await getScope(admin, scopeName)).toMatchObject({ ...before, version: 1 });
  });

  it("R26 a name never changes, by SQL of the setup app either, and an unknown one is not found", async () => {
    const scopeName = await aScope(before);
    await expect(asScope({ role: "staff" }, (tx) => tx.scope.updateMany({ where: { name: scopeName }, data: { name: "other" } }))).rejects.toThrow(
      "permission denied",
    );
    await expect(changeScope(await aStaff(), { scopeName: "no.such", version: 1, ...after })).rejects.toEqual(refusal("not_found"));
  });
});
