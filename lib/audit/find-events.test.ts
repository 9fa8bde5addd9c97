import { describe, expect, it } from "vitest";
import { findEvents } from "#lib/audit/find-events";
import { disableClient } from "#lib/clients/disable-client";
import { renameClient } from "#lib/clients/rename-client";
import { asScope } from "#lib/db/as-scope";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { aClient, anActivePartnerClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp } from "#world/an-app";
import { refusal } from "#world/refusal";

async function manyEvents(tenantId: string, count: number): Promise<void> {
  const data = Array.from({ length: count }, (_, index) => ({ action: "team.created", actorName: "x", subject: `${index}`, tenantId }));
  await asScope({ role: "staff" }, (tx) => tx.auditEvent.createMany({ data }));
}

describe("the record", () => {
  it("R56 tells who did what to which client, field by field, the newest first", async () => {
    const { admin } = await aTenant();
    const { clientId, name } = await aClient(admin);
    await renameClient(admin, { clientId, version: 1, name: "Research sync" });
    const { rows } = await findEvents(admin, { clientId }, {});
    expect(rows.map(({ text }) => text)).toEqual(["renamed {it}", "created {it}"]);
    expect(rows[0]).toMatchObject({
      actorName: admin.name,
      subject: "Research sync",
      clientId,
      ipAddress: admin.origin.ipAddress,
      changes: [{ field: "name", before: name, after: "Research sync" }],
    });
  });

  it("AU-07 R3 a tenant admin sees their tenant's events, staff's acts on it among them, and no others", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const client = await aClient(one.admin);
    const cs = await aStaff({ role: "cs", name: "Kwame Boateng" });
    await disableClient(cs, client);
    expect((await findEvents(one.admin, {}, {})).rows[0]).toMatchObject({ actorName: "Kwame Boateng", text: "disabled {it}" });
    const theirs = await findEvents(other.admin, {}, {});
    expect(theirs.rows.every(({ subject }) => [other.tenant.name, other.team.name, other.admin.email].includes(subject))).toBe(true);
    expect((await findEvents(other.admin, { clientId: client.clientId }, {})).rows).toEqual([]);
  });

  it("AU-07 leads a tenant's admin from a partner's app to where they decide on it, from another integration to its page, and nobody to a client that is not theirs", async () => {
    const [{ admin, tenant }, staff] = [await aTenant(), await aStaff()];
    const own = await aClient(admin);
    const app = await anApp(tenant);
    const integration = await anActivePartnerClient(staff);
    await enableForTenant(staff, { clientId: integration.clientId, tenantId: tenant.id });
    const hrefs = async (clientId: string) => new Set((await findEvents(admin, { clientId }, {})).rows.map(({ href }) => href));
    expect(await hrefs(own.clientId)).toEqual(new Set([`/clients/${own.clientId}`]));
    expect(await hrefs(app.clientId)).toEqual(new Set([`/approvals/${app.clientId}`]));
    expect(await hrefs(integration.clientId)).toEqual(new Set([`/integrations/${integration.clientId}`]));
    await configure(integration.clientId, { state: "disabled" });
    expect(await hrefs(integration.clientId)).toEqual(new Set([null]));
    expect(new Set((await findEvents(staff, { clientId: app.clientId }, {})).rows.map(({ href }) => href))).toEqual(new Set([`/clients/${app.clientId}`]));
  });

  it("TI-09 AU-08 pages by sequence; another tenant's cursor shows only one's own", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    await manyEvents(one.tenant.id, 60);
    const first = await findEvents(one.admin, {}, {});
    const second = await findEvents(one.admin, {}, { after: first.older ?? "" });
    const ids = [...first.rows, ...second.rows].map(({ id }) => BigInt(id));
    expect(ids).toEqual([...ids].sort((a, b) => (a > b ? -1 : 1)));
    expect(new Set(ids).size).toBe(ids.length);
    expect(second.older).toBeNull();
    const back = await findEvents(one.admin, {}, { before: second.newer ?? "" });
    expect(back.rows).toEqual(first.rows);
    const { rows } = await findEvents(other.admin, {}, { after: first.older ?? "" });
    expect(rows.map(({ id }) => id)).toEqual(
      (await findEvents(other.admin, {}, {})).rows.map(({ id }) => id).filter((id) => BigInt(id) < BigInt(first.older ?? 0)),
    );
  });

  it("IN-03 a cursor that somebody made up is the first page, or shows nothing", async () => {
    const { admin } = await aTenant();
    const first = await findEvents(admin, {}, {});
    for (const cursor of ["", "x", "-1", "1e9", "9".repeat(19), "9".repeat(1000), "\0", "' or true --"]) {
      expect((await findEvents(admin, {}, { after: cursor })).rows).toEqual(first.rows);
    }
    expect((await findEvents(admin, {}, { after: "0" })).rows).toEqual([]);
  });

  it("R1 refuses a member", async () => {
    await expect(findEvents(await aMember((await aTenant()).admin), {}, {})).rejects.toEqual(refusal("forbidden"));
  });
});
