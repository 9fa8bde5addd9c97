import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { addScope } from "#lib/scopes/add-scope";
import { findScopes, getScope } from "#lib/scopes/find-scopes";
import { addScopeInput } from "#lib/scopes/schemas";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const aForm = (given: Record<string, string> = {}) =>
  addScopeInput.parse({ scopeName: `notes:${randomUUID()}`, title: "Read notes", description: "Read the notes of a team.", risk: "elevated", ...given });

describe("adding a scope", () => {
  it("R26 R56 a platform admin's is in the catalogue, with its event", async () => {
    const [admin, form] = [await aStaff(), aForm()];
    const { scopeName: name, ...words } = form;
    expect(await addScope(admin, form)).toEqual({ name, title: "Read notes" });
    expect(await getScope(admin, name)).toEqual({ name, ...words, isRetired: false, version: 1, clients: 0 });
    expect(await eventsOf({ subjectId: name })).toMatchObject([
      { action: "scope.added", actorId: admin.personId, tenantId: null, subject: name, before: null, after: words },
    ]);
  });

  it("R2 refuses customer success, a company admin and a member, and adds nothing", async () => {
    const { admin } = await aTenant();
    const form = aForm();
    for (const actor of [await aStaff({ role: "cs" }), admin, await aMember(admin)]) {
      await expect(addScope(actor, form)).rejects.toEqual(refusal("forbidden", "Platform admin"));
    }
    expect((await findScopes(await aStaff())).map(({ name }) => name)).not.toContain(form.scopeName);
    expect(await eventsOf({ subjectId: form.scopeName })).toEqual([]);
  });

  it("of two of one name at the same time one is added, and the other is told beside the name", async () => {
    const [admin, form] = [await aStaff(), aForm()];
    const outcomes = await Promise.allSettled([addScope(admin, form), addScope(admin, { ...form, title: "Other" })]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "invalid", field: "scopeName" } });
    expect(await eventsOf({ subjectId: form.scopeName })).toHaveLength(1);
  });

  it("R26 a description is one paragraph, as a consent prompt says it", () => {
    expect(aForm({ description: " Read notes.\r\n\r\nAnd files. " }).description).toBe("Read notes. And files.");
    for (const description of ["", " \n ", "x".repeat(501), "a\u202eb"]) expect(() => aForm({ description })).toThrow();
    for (const title of ["", "x".repeat(101), "a\nb"]) expect(() => aForm({ title })).toThrow();
    expect(() => aForm({ risk: "none" })).toThrow();
  });

  it("R26 the database refuses a title or a description that is empty or too long", async () => {
    const insert = (title: string, description: string) =>
      asScope({ role: "staff" }, (tx) => tx.scope.createMany({ data: [{ name: `notes:${randomUUID()}`, title, description }] }));
    for (const title of ["", "x".repeat(101)]) await expect(insert(title, "A")).rejects.toThrow("scope_title_length");
    for (const description of ["", "x".repeat(501)]) await expect(insert("A", description)).rejects.toThrow("scope_description_length");
  });
});
