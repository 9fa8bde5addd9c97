import { describe, expect, it } from "vitest";
import { type AuditAction, catalogue } from "#lib/audit/catalogue";
import { recordEvent } from "#lib/audit/record-event";
import { asScope } from "#lib/db/as-scope";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";

describe("recording an event", () => {
  it("R56 AU-04 keeps the fields that the catalogue names, and drops every other, a secret among them", async () => {
    const { admin, tenant } = await aTenant();
    const greedy = { name: "Another", hint: "abcd", secret: "gh_secret_canary", digest: "canary", passwordHash: "canary" };
    const entry = { action: "secret.issued", subject: "Research sync", subjectId: admin.personId, tenantId: tenant.id } as const;
    await asScope({ role: "tenant", tenantId: tenant.id }, (tx) => recordEvent(tx, admin, { ...entry, before: greedy, after: greedy }));
    const event = (await eventsOf({ subjectId: admin.personId })).at(-1);
    expect(event?.before).toEqual({ name: "Another", hint: "abcd" });
    expect(event?.after).toEqual({ name: "Another", hint: "abcd" });
  });

  it("R56 no field of the catalogue could hold a secret, a password or a token", () => {
    const fields = Object.values(catalogue).flatMap(({ fields }) => fields as readonly string[]);
    expect(fields.length).toBeGreaterThan(30);
    expect(fields.filter((field) => /digest|hash|password|token(?!Format$)|^secret$|plain/i.test(field))).toEqual([]);
  });

  it("every event reads as a sentence about its actor", () => {
    for (const [action, { text }] of Object.entries(catalogue)) {
      expect(action).toMatch(/^[a-z_]+\.[a-z_]+$/);
      expect(text).toMatch(/^[a-z]/);
    }
  });

  it("AU-02 is undone with the change that it was written for", async () => {
    const { admin, tenant } = await aTenant();
    const failing = asScope({ role: "tenant", tenantId: tenant.id }, async (tx) => {
      await recordEvent(tx, admin, { action: "team.created", subject: "Undone", subjectId: "undone", tenantId: tenant.id });
      throw new Error("after the event");
    });
    await expect(failing).rejects.toThrow("after the event");
    expect(await eventsOf({ subjectId: "undone" })).toEqual([]);
  });

  it("AU-05 is for good: no role of the app changes, deletes or empties the record", async () => {
    const { tenant } = await aTenant();
    for (const scope of [{ role: "auth" }, { role: "staff" }, { role: "tenant", tenantId: tenant.id }] as const) {
      for (const statement of ["update audit_event set actor_name = 'x'", "delete from audit_event", "truncate audit_event"]) {
        await expect(asScope(scope, (tx) => tx.$executeRawUnsafe(statement))).rejects.toThrow("permission denied");
      }
    }
  });

  it("AU-06 a line break or a quote in a name stays inside its field", async () => {
    const { admin, tenant } = await aTenant();
    const name = 'x"},{"action":"forged"\r\n\u001b[31m';
    const entry = { action: "team.created", subject: name, subjectId: "quoted", tenantId: tenant.id, after: { name } } as const;
    await asScope({ role: "tenant", tenantId: tenant.id }, (tx) => recordEvent(tx, admin, entry));
    expect(await eventsOf({ subjectId: "quoted" })).toMatchObject([{ action: "team.created" satisfies AuditAction, subject: name, after: { name } }]);
  });
});
