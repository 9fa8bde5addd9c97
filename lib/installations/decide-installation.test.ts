import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { getClient } from "#lib/clients/find-clients";
import { renameClient } from "#lib/clients/rename-client";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { decideInstallation } from "#lib/installations/decide-installation";
import { findInstallationRequests, findOwnRequests } from "#lib/installations/find-installation-requests";
import { findInstallations, getInstallation } from "#lib/installations/find-installations";
import { requestInstallation } from "#lib/installations/request-installation";
import type { DecideInstallationInput } from "#lib/installations/schemas";
import { findNotifications } from "#lib/notifications/find-notifications";
import { aMember, anEmail, aStaff, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, letIn, widenApp } from "#world/an-app";
import { asOwner } from "#world/as-owner";
import { changeSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

async function prepare() {
  const { admin, tenant } = await aTenant();
  const [member, second] = [await aMember(admin), await aMember(admin, { role: "tenant_admin", name: "Zora Adams" })];
  return { admin, second, tenant, member, app: await anApp(tenant, { scopes: ["notes:installed"] }) };
}

/** The page as the admin sees it now, and its buttons. */
async function look(admin: TenantActor, { clientId }: { clientId: string }) {
  const { app, installation } = await getInstallation(admin, clientId);
  const seen = { clientId, version: app.version, mark: installation?.mark ?? "" };
  return { installation, press: (answer: DecideInstallationInput["answer"]) => decideInstallation(admin, { ...seen, answer }) };
}

const reason = "For the weekly report.";
const actionsOf = async (app: { clientId: string }) => (await eventsOf(app)).map(({ action }) => action).filter((action) => action.startsWith("installation"));

describe("R45 the approvals of a tenant's admins", () => {
  it("hold who asked and why; any admin answers; the requester sees what came of it", async () => {
    const { admin, second, member, app } = await prepare();
    await requestInstallation(member, { ...app, reason });
    expect((await findInstallationRequests(admin, {}, {})).rows).toMatchObject([
      { clientId: app.clientId, appName: "Meridian Analytics", by: member.name, reason, state: "open" },
    ]);
    expect(await findOwnRequests(member)).toMatchObject([{ appName: "Meridian Analytics", state: "open", decidedBy: null }]);
    await (await look(second, app)).press("approve");
    expect((await findInstallationRequests(admin, {}, {})).rows).toEqual([]);
    expect(await findOwnRequests(member)).toMatchObject([{ state: "granted", decidedBy: second.name }]);
    expect(await findOwnRequests(admin)).toEqual([]);
    expect((await findInstallations(admin, {})).rows).toMatchObject([
      { app: { clientId: app.clientId }, state: "approved", decidedBy: second.name, isReopened: false },
    ]);
    expect(await actionsOf(app)).toEqual(["installation.requested", "installation.approved"]);
  });

  it("come page by page, the newest first, and leave out what nobody answered in thirty days", async () => {
    const { admin, tenant, member, app } = await prepare();
    const { clientId } = app;
    const sentAt = Date.now();
    await asScope({ role: "tenant", tenantId: tenant.id }, async (tx) => {
      for (let nth = 0; nth < 27; nth++) {
        const id = randomUUID();
        await tx.person.createMany({ data: [{ id, tenantId: tenant.id, role: "member", name: `Person ${nth}`, email: anEmail() }] });
        const request = { kind: "installation", tenantId: tenant.id, clientId, requestedById: id, reason: `Number ${nth}` } as const;
        await tx.integrationRequest.createMany({ data: [{ ...request, expiresAt: new Date(sentAt + 30 * 86_400_000) }] });
      }
    });
    const first = await findInstallationRequests(admin, {}, {});
    const rest = await findInstallationRequests(admin, {}, { after: first.older ?? "" });
    expect([first.rows.length, rest.rows.length, first.rows[0]?.reason, rest.rows.at(-1)?.reason]).toEqual([25, 2, "Number 26", "Number 0"]);
    await requestInstallation(member, { clientId, reason });
    await asOwner(["integration_request"], (owner) => owner.query("UPDATE integration_request SET expires_at = now() WHERE client_id = $1", [clientId]));
    expect((await findInstallationRequests(admin, {}, {})).rows).toEqual([]);
    expect(await findOwnRequests(member)).toMatchObject([{ state: "expired" }]);
  });

  it("deny, and it may be asked for again; block, and it may not; clear, and it may", async () => {
    const { admin, member, app } = await prepare();
    await requestInstallation(member, { ...app, reason });
    await (await look(admin, app)).press("deny");
    expect(await findOwnRequests(member)).toMatchObject([{ state: "refused" }]);
    await requestInstallation(member, { ...app, reason });
    await (await look(admin, app)).press("block");
    await expect(requestInstallation(member, { ...app, reason })).rejects.toEqual(refusal("conflict", "blocked"));
    for (const answer of ["approve", "deny", "block"] as const)
      await expect((await look(admin, app)).press(answer)).rejects.toEqual(refusal("conflict", "blocked"));
    await (await look(admin, app)).press("clear");
    expect((await look(admin, app)).installation).toBeNull();
    await expect((await look(admin, app)).press("clear")).rejects.toEqual(refusal("conflict", "Nothing is decided"));
    await requestInstallation(member, { ...app, reason });
    expect((await eventsOf(app)).at(-2)).toMatchObject({ action: "installation.cleared", before: { decision: "blocked" } });
    expect((await findOwnRequests(member)).map(({ state }) => state)).toEqual(["open", "refused", "refused"]);
  });

  it("of two admins at once the second is told, also after the decision was cleared and made again", async () => {
    const { admin, second, app } = await prepare();
    const views = [await look(admin, app), await look(second, app)];
    const outcomes = await Promise.allSettled(views.map(({ press }, nth) => press(nth === 0 ? "approve" : "block")));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: refusal("conflict", "decided on Meridian Analytics: it is") });
    const stale = await look(second, app);
    await (await look(admin, app)).press("clear");
    await expect(stale.press("clear")).rejects.toEqual(refusal("conflict", "cleared the decision"));
    await (await look(admin, app)).press("approve");
    await expect(stale.press("block")).rejects.toEqual(refusal("conflict", `${admin.name} decided`));
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ state: "approved" }]);
  });

  it("R3 R4 belong to the tenant's admins: no member, no staff, and nobody of another company", async () => {
    const { admin, member, app } = await prepare();
    const [other, staff] = [await aTenant(), await aStaff()];
    const answer = { clientId: app.clientId, version: 2, mark: "", answer: "approve" } as const;
    for (const actor of [member, staff]) await expect(decideInstallation(actor, answer)).rejects.toEqual(refusal("forbidden"));
    await expect(decideInstallation(other.admin, answer)).rejects.toEqual(refusal("not_found"));
    await expect(getInstallation(other.admin, app.clientId)).rejects.toEqual(refusal("not_found"));
    for (const unknown of ["gh_00000000000000000", "\0", "x"]) await expect(getInstallation(admin, unknown)).rejects.toEqual(refusal("not_found"));
    expect((await findInstallations(admin, {})).rows).toEqual([]);
  });
});

describe("R46 an approval keeps what was approved", () => {
  it("is opened again by more, shown old beside new, and approved or denied anew", async () => {
    const { admin, app } = await prepare();
    await letIn(admin, app);
    await widenApp(app, { scopes: ["notes:new"], redirectUris: ["https://new.example/cb"], name: "Meridian Two" });
    const { installation, press } = await look(admin, app);
    expect(installation).toMatchObject({
      isReopened: true,
      changes: [
        { field: "name", before: ["Meridian Analytics"], after: ["Meridian Two"], isWidening: false },
        { field: "scopes", before: ["notes:installed"], after: ["notes:installed", "notes:new"], isWidening: true },
        { field: "redirectUris", before: ["https://app.example/cb"], after: ["https://app.example/cb", "https://new.example/cb"], isWidening: true },
      ],
    });
    await press("deny");
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ state: "approved", isReopened: false, changes: [{}, {}, {}] }]);
    await widenApp(app, { scopes: ["notes:newer"] });
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ isReopened: true }]);
    await (await look(admin, app)).press("approve");
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ state: "approved", isReopened: false, changes: [] }]);
  });

  it("is not opened by a new name or by less", async () => {
    const { admin, app } = await prepare();
    await letIn(admin, app);
    await widenApp(app, { name: "Meridian Two", grants: ["authorization_code"] });
    expect((await look(admin, app)).installation).toMatchObject({ isReopened: false, changes: [{ field: "name" }, { field: "grants" }] });
  });

  it("is opened again by an app that becomes public, by the verb of the settings page, until it is approved or denied so", async () => {
    const [{ admin, app }, staff] = [await prepare(), await aStaff()];
    await letIn(admin, app);
    await changeSettings(staff, app, { type: "public" });
    expect((await look(admin, app)).installation).toMatchObject({
      isReopened: true,
      changes: [{ field: "type", before: ["confidential"], after: ["public"], isWidening: true }],
    });
    await (await look(admin, app)).press("deny");
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ state: "approved", isReopened: false }]);
    await (await look(admin, app)).press("approve");
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ state: "approved", isReopened: false, changes: [] }]);
  });

  it("tells the admins of a new name, of the 2 companies that let the app in and not of the third, and once for each name", async () => {
    const [{ admin, second, member, app }, other, third] = [await prepare(), await aTenant(), await aTenant()];
    const staff = await aStaff();
    for (const { tenant } of [other, third]) await enableForTenant(theSystem, { clientId: app.clientId, tenantId: tenant.id });
    for (const each of [admin, other.admin]) await letIn(each, app);
    await changeSettings(staff, app, { name: "Meridian Two" });
    await changeSettings(staff, app, { name: "Meridian Two", notes: "No other name." });
    const { version } = await getClient(staff, app.clientId);
    await renameClient(staff, { clientId: app.clientId, name: "Meridian Three", version });
    const told = async (person: TenantActor) =>
      (await findNotifications(person, {})).rows.map(({ title }) => title).filter((title) => title.includes("called"));
    const both = ["Meridian Two is called Meridian Three now", "Meridian Analytics is called Meridian Two now"];
    for (const each of [admin, second, other.admin]) expect(await told(each)).toEqual(both);
    for (const each of [member, third.admin]) expect(await told(each)).toEqual([]);
    expect((await findInstallations(admin, {})).rows).toMatchObject([{ state: "approved", isReopened: false }]);
  });

  it("is of what the admin saw: what changed meanwhile is not approved", async () => {
    const { admin, app } = await prepare();
    const { press } = await look(admin, app);
    await widenApp(app, { redirectUris: ["https://new.example/cb"] });
    for (const answer of ["approve", "deny", "block", "clear"] as const)
      await expect(press(answer)).rejects.toEqual(refusal("conflict", "changed while you were looking"));
    expect((await findInstallations(admin, {})).rows).toEqual([]);
  });

  it("R40 of an app that was switched off is not given, and stays to be cleared", async () => {
    const { admin, tenant, app } = await prepare();
    await letIn(admin, app);
    await disableForTenant(theSystem, { ...app, tenantId: tenant.id });
    await expect((await look(admin, app)).press("approve")).rejects.toEqual(refusal("conflict", "not switched on"));
    await (await look(admin, app)).press("clear");
    const left = await asScope({ role: "tenant", tenantId: tenant.id }, (tx) => tx.installation.count());
    expect(left).toBe(0);
  });

  it("are found page by page, all 27, with what asks for more before everything on the first", async () => {
    const { admin, tenant } = await aTenant();
    const apps = [];
    for (let number = 1; number <= 27; number++) {
      const app = await anApp(tenant, { name: `App ${number}` });
      apps.push(app);
      await (await look(admin, app)).press(number === 1 ? "approve" : "deny");
    }
    await widenApp(apps[0] ?? { clientId: "" }, { redirectUris: ["https://new.example/cb"] });
    const names = (rows: { app: { name: string } }[]) => rows.map(({ app }) => app.name);
    const first = await findInstallations(admin, {});
    const second = await findInstallations(admin, { after: first.older ?? "" });
    const latest = Array.from({ length: 26 }, (_, index) => `App ${27 - index}`);
    expect(names(first.rows)).toEqual(["App 1", ...latest.slice(0, 25)]);
    expect(names(second.rows)).toEqual(latest.slice(25));
    expect(second.older).toBeNull();
    expect(names((await findInstallations(admin, { before: second.newer ?? "" })).rows)).toEqual(names(first.rows));
  }, 60_000);
});
