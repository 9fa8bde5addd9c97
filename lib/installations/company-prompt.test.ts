import { describe, expect, it } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { asScope } from "#lib/db/as-scope";
import { requestInstallation } from "#lib/installations/request-installation";
import { disablePerson } from "#lib/members/disable-person";
import { aMember } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, widenApp } from "#world/an-app";
import { anInteraction } from "#world/an-interaction";
import { asOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

async function prepare() {
  const { admin, tenant } = await aTenant();
  const member = await aMember(admin);
  return { admin, tenant, member, app: await anApp(tenant, { scopes: ["notes:installed", "notes:both"] }) };
}

async function promptOf(actor: TenantActor, app: { clientId: string }, redirectUri = "https://app.example/cb") {
  const interaction = await anInteraction({ ...app, redirectUri, scope: "notes:both" });
  const prompt = await findPrompt(actor, interaction);
  const version = prompt.state === "asks_company" ? prompt.app.version : 1;
  return { prompt, answer: (answer: "approve" | "deny") => answerPrompt(actor, { interaction, answer, version }) };
}

async function approve(actor: TenantActor, app: { clientId: string }) {
  await (await promptOf(actor, app)).answer("approve");
}

const request = { reason: "For the weekly report." };
const requestsIn = (tenantId: string) => asScope({ role: "tenant", tenantId }, (tx) => tx.integrationRequest.findMany({ orderBy: { createdAt: "asc" } }));
const installationsIn = (tenantId: string) => asScope({ role: "tenant", tenantId }, (tx) => tx.installation.findMany());

describe("R43 the prompt of a client that acts as a service account", () => {
  it("asks a tenant admin, for all that the app may do, and keeps what was approved", async () => {
    const { admin, tenant, app } = await prepare();
    const { prompt, answer } = await promptOf(admin, app);
    expect(prompt).toMatchObject({
      state: "asks_company",
      app: {
        name: "Meridian Analytics",
        maker: "Meridian Systems",
        scopes: [{ name: "notes:both", title: "Title of notes:both" }, { name: "notes:installed" }],
      },
      scopes: [{ name: "notes:both" }],
      goesTo: "app.example",
      decision: null,
      changes: [],
    });
    await answer("approve");
    const snapshot = {
      name: "Meridian Analytics",
      type: "confidential",
      grants: ["authorization_code", "refresh_token"],
      scopes: ["notes:both", "notes:installed"],
      redirectUris: ["https://app.example/cb"],
    };
    expect(await installationsIn(tenant.id)).toMatchObject([{ clientId: app.clientId, state: "approved", decidedById: admin.personId, snapshot }]);
    expect((await eventsOf(app)).at(-1)).toMatchObject({ action: "installation.approved", actorName: admin.name, tenantId: tenant.id, after: snapshot });
  });

  it("R4 tells a member who can decide, and takes no answer from them, approved or not", async () => {
    const { admin, tenant, member, app } = await prepare();
    const second = await aMember(admin, { role: "tenant_admin", name: "Zora Adams" });
    await disablePerson(admin, await aMember(admin, { role: "tenant_admin", name: "Gone Already" }));
    for (const round of ["before", "after"]) {
      const { prompt, answer } = await promptOf(member, app);
      expect([round, prompt]).toMatchObject([round, { state: "needs_admin", admins: [admin.name, second.name], isBlocked: false, request: null }]);
      for (const each of ["approve", "deny"] as const) await expect(answer(each)).rejects.toEqual(refusal("forbidden", "Only a company admin"));
      expect(await installationsIn(tenant.id)).toHaveLength(round === "before" ? 0 : 1);
      await approve(admin, app);
    }
  });

  it("R31 asks again each time, and says who approved it before", async () => {
    const { admin, app } = await prepare();
    await approve(admin, app);
    expect((await promptOf(admin, app)).prompt).toMatchObject({ state: "asks_company", decision: { state: "approved", by: admin.name }, changes: [] });
  });

  it("R45 denied it may ask again; what was approved before goes on when a new request is denied", async () => {
    const { admin, tenant, member, app } = await prepare();
    await requestInstallation(member, { ...app, ...request });
    await (await promptOf(admin, app)).answer("deny");
    expect(await installationsIn(tenant.id)).toMatchObject([{ state: "denied" }]);
    expect(await requestsIn(tenant.id)).toMatchObject([{ state: "refused", decidedById: admin.personId }]);
    expect((await promptOf(admin, app)).prompt).toMatchObject({ state: "asks_company", decision: { state: "denied" } });
    await requestInstallation(member, { ...app, ...request });
    await approve(admin, app);
    expect((await requestsIn(tenant.id)).map(({ state }) => state)).toEqual(["refused", "granted"]);
    await (await promptOf(admin, app)).answer("deny");
    expect(await installationsIn(tenant.id)).toMatchObject([{ state: "approved" }]);
    expect((await eventsOf(app)).map(({ action }) => action).slice(-5)).toEqual([
      "installation.requested",
      "installation.denied",
      "installation.requested",
      "installation.approved",
      "installation.kept",
    ]);
  });

  it("R46 shows what is new since it was approved, and approves only what the admin was shown", async () => {
    const { admin, tenant, app } = await prepare();
    await approve(admin, app);
    const shown = await promptOf(admin, app);
    await widenApp(app, { scopes: ["notes:new"], redirectUris: ["https://new.example/cb"] });
    await expect(shown.answer("approve")).rejects.toEqual(refusal("conflict", "changed while you were looking"));
    const unsaid = answerPrompt(admin, { interaction: await anInteraction({ ...app }), answer: "approve" });
    await expect(unsaid).rejects.toEqual(refusal("conflict"));
    const { prompt, answer } = await promptOf(admin, app);
    expect(prompt).toMatchObject({
      changes: [
        { field: "scopes", isWidening: true },
        { field: "redirectUris", isWidening: true },
      ],
    });
    await answer("approve");
    expect((await installationsIn(tenant.id))[0]?.snapshot).toMatchObject({ redirectUris: ["https://app.example/cb", "https://new.example/cb"] });
    expect((await promptOf(admin, app, "https://new.example/cb")).prompt).toMatchObject({ state: "asks_company", changes: [] });
  });

  it("R46 a place that was not approved is the end of the request, for the admin too", async () => {
    const { admin, app } = await prepare();
    await approve(admin, app);
    await widenApp(app, { redirectUris: ["https://new.example/cb"] });
    const { prompt, answer } = await promptOf(admin, app, "https://new.example/cb");
    expect(prompt).toMatchObject({ state: "uncovered", decision: { by: admin.name } });
    for (const each of ["approve", "deny"] as const) await expect(answer(each)).rejects.toEqual(refusal("forbidden"));
    expect((await promptOf(admin, app)).prompt).toMatchObject({ state: "asks_company" });
  });

  it("R45 blocked, nobody can let it in and nobody can ask", async () => {
    const { admin, tenant, member, app } = await prepare();
    await approve(admin, app);
    const waiting = await promptOf(admin, app);
    await asScope({ role: "tenant", tenantId: tenant.id }, (tx) => tx.installation.updateMany({ data: { state: "blocked" } }));
    await expect(waiting.answer("approve")).rejects.toEqual(refusal("forbidden", "blocked"));
    expect((await promptOf(admin, app)).prompt).toMatchObject({ state: "blocked", decision: { by: admin.name } });
    expect((await promptOf(member, app)).prompt).toMatchObject({ state: "needs_admin", isBlocked: true });
    await expect(requestInstallation(member, { ...app, ...request })).rejects.toEqual(refusal("conflict", "blocked"));
  });
});

describe("R43 a request to the admins", () => {
  it("sent twice, at once or later, is the same open request; after thirty days it can be sent anew", async () => {
    const { tenant, member, app } = await prepare();
    const sent = await Promise.all(Array.from({ length: 5 }, () => requestInstallation(member, { ...app, ...request })));
    await requestInstallation(member, { ...app, reason: "Once more." });
    expect(new Set(sent.map(({ sentAt }) => sentAt.getTime())).size).toBe(1);
    expect(await requestsIn(tenant.id)).toMatchObject([{ kind: "installation", state: "open", requestedById: member.personId, reason: request.reason }]);
    expect((await eventsOf(app)).filter(({ action }) => action === "installation.requested")).toMatchObject([{ actorName: member.name, after: request }]);
    expect((await promptOf(member, app)).prompt).toMatchObject({ request: { sentAt: sent[0]?.sentAt } });
    const left = (sent[0]?.expiresAt.getTime() ?? 0) - Date.now();
    expect(Math.round(left / 86_400_000)).toBe(30);
    await asOwner(["integration_request"], (owner) => owner.query("UPDATE integration_request SET expires_at = now() WHERE client_id = $1", [app.clientId]));
    expect((await promptOf(member, app)).prompt).toMatchObject({ request: null });
    await requestInstallation(member, { ...app, ...request });
    expect((await requestsIn(tenant.id)).map(({ state }) => state)).toEqual(["expired", "open"]);
  });

  it("TI-01 is for an app that is switched on for the own company, whatever the database is told", async () => {
    const { tenant, member, app } = await prepare();
    const other = await aTenant();
    const theirs = await anApp(other.tenant);
    await expect(requestInstallation(member, { ...theirs, ...request })).rejects.toEqual(refusal("not_found"));
    const forge = (data: { clientId: string; requestedById: string }) =>
      asScope({ role: "tenant", tenantId: tenant.id }, (tx) =>
        tx.integrationRequest.createMany({ data: [{ kind: "installation", tenantId: tenant.id, expiresAt: new Date(), ...data }] }),
      );
    await expect(forge({ clientId: theirs.clientId, requestedById: member.personId })).rejects.toThrow();
    await expect(forge({ clientId: app.clientId, requestedById: other.admin.personId })).rejects.toThrow();
    const install = asScope({ role: "tenant", tenantId: tenant.id }, (tx) =>
      tx.installation.create({ data: { clientId: theirs.clientId, tenantId: tenant.id, state: "approved", snapshot: {} } }),
    );
    await expect(install).rejects.toThrow();
    expect(await requestsIn(tenant.id)).toEqual([]);
  });
});
