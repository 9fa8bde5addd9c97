import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { findEvents } from "#lib/audit/find-events";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { grantRequest, refuseRequest } from "#lib/integrations/answer-request";
import { findIntegrations, getIntegration } from "#lib/integrations/find-integrations";
import { countRequests, findRequests, getRequest } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { countUnread, findNotifications } from "#lib/notifications/find-notifications";
import { markRead } from "#lib/notifications/mark-read";
import { aClient, anActivePartnerClient, aPartnerClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

async function prepare() {
  const cs = await aStaff({ role: "cs" });
  const { admin, tenant } = await aTenant();
  const partner = await anActivePartnerClient(cs, { name: `Meridian ${randomUUID()}` });
  const reason = "The research desk needs it.";
  return { cs, admin, tenant, member: await aMember(admin), partner, ask: { clientId: partner.clientId, reason } };
}

const titles = async (actor: TenantActor) => (await findNotifications(actor, {})).rows.map(({ title }) => title);
const requestOf = async (cs: Awaited<ReturnType<typeof aStaff>>, clientId: string) => {
  const found = (await findRequests(cs, { isOpen: true }, {})).rows.find(({ client }) => client.clientId === clientId);
  if (!found) throw new Error("it is not in the queue");
  return found;
};

describe("asking for an integration", () => {
  it("R39 a member asks, customer success sees who, for whom, why and since when, and enables it: who asked and the admins are told", async () => {
    const { cs, admin, tenant, member, partner, ask } = await prepare();
    const other = await aTenant();
    expect(await requestEnablement(member, ask)).toMatchObject({ outcome: "asked" });
    const request = await requestOf(cs, partner.clientId);
    expect(request).toMatchObject({
      tenant: { tenantId: tenant.id },
      requestedBy: { name: member.name },
      reason: ask.reason,
      client: { maker: "Meridian Systems" },
    });
    expect(await countRequests(cs)).toBeGreaterThan(0);
    expect(await grantRequest(cs, request)).toMatchObject({ outcome: "done", tenantId: tenant.id });
    expect((await getIntegration(member, partner.clientId)).enabledAt).not.toBeNull();
    for (const person of [member, admin]) {
      expect(await titles(person)).toEqual([`${partner.name} is enabled`]);
      expect(await countUnread(person)).toBe(1);
    }
    expect(await titles(other.admin)).toEqual([]);
    expect((await getIntegration(other.admin, partner.clientId)).enabledAt).toBeNull();
    const log = (await findEvents(admin, { clientId: partner.clientId }, {})).rows.map(({ text }) => text);
    expect(log).toEqual(["enabled {it} for a company", "asked for {it}"]);
  });

  it("R39 asked twice it is the same request, of 5 at the same moment too; a colleague's is one of their own", async () => {
    const { admin, member, partner, ask, cs } = await prepare();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => requestEnablement(member, ask)));
    expect(outcomes.filter(({ outcome }) => outcome === "asked")).toHaveLength(1);
    await requestEnablement(admin, ask);
    const open = (await findRequests(cs, { isOpen: true }, {})).rows.filter(({ client }) => client.clientId === partner.clientId);
    expect(open).toHaveLength(2);
    // However it comes about, everybody who asked has their answer.
    await enableForTenant(cs, { clientId: partner.clientId, tenantId: admin.tenant.id });
    for (const { requestId } of open) expect(await getRequest(cs, requestId)).toMatchObject({ state: "granted" });
    await expect(requestEnablement(member, ask)).rejects.toEqual(refusal("conflict", "already"));
  });

  it("R39 a refusal says why to who asked and to the admins, and it can be asked again", async () => {
    const { cs, admin, member, partner, ask } = await prepare();
    await requestEnablement(member, ask);
    const request = await requestOf(cs, partner.clientId);
    await refuseRequest(cs, { ...request, word: "Not before the security review." });
    for (const person of [member, admin]) {
      const [told] = (await findNotifications(person, {})).rows;
      expect(told).toMatchObject({ title: `${partner.name} was not enabled`, detail: "Not before the security review.", isUnread: true });
    }
    await expect(grantRequest(cs, request)).rejects.toEqual(refusal("conflict", "refused"));
    expect(await requestEnablement(member, ask)).toMatchObject({ outcome: "asked" });
  });

  it("R39 of 2 of the staff who answer at the same moment one does", async () => {
    const { cs, member, partner, ask } = await prepare();
    await requestEnablement(member, ask);
    const request = await requestOf(cs, partner.clientId);
    const outcomes = await Promise.allSettled([grantRequest(cs, request), refuseRequest(await aStaff(), { ...request, word: "No." })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await titles(member)).toHaveLength(1);
  });

  it("R39 one that nobody answered for 90 days leaves the queue, and can be asked anew", async () => {
    const { cs, member, partner, ask } = await prepare();
    await requestEnablement(member, ask);
    const request = await requestOf(cs, partner.clientId);
    await letTimePass({ days: 91 });
    expect((await findRequests(cs, { isOpen: true }, {})).rows.map(({ requestId }) => requestId)).not.toContain(request.requestId);
    await expect(grantRequest(cs, request)).rejects.toEqual(refusal("conflict", "too old"));
    expect((await getIntegration(member, partner.clientId)).asked).toBeNull();
    expect(await requestEnablement(member, ask)).toMatchObject({ outcome: "asked" });
  });

  it("R1 R2 staff do not ask, and people of a company do not answer", async () => {
    const { cs, admin, member, partner, ask } = await prepare();
    await expect(requestEnablement(cs, ask)).rejects.toEqual(refusal("forbidden"));
    await requestEnablement(member, ask);
    const request = await requestOf(cs, partner.clientId);
    for (const actor of [admin, member]) {
      await expect(grantRequest(actor, request)).rejects.toEqual(refusal("forbidden"));
      await expect(refuseRequest(actor, { ...request, word: "No." })).rejects.toEqual(refusal("forbidden"));
    }
  });
});

describe("the directory", () => {
  it("R39 R47 R3 shows a company what is on offer in its environment: no draft, no disabled one, nothing of another company", async () => {
    const { cs, admin, member, partner } = await prepare();
    const draft = await aPartnerClient(cs, { name: partner.name });
    const disabled = await anActivePartnerClient(cs, { name: partner.name });
    await configure(disabled.clientId, { state: "disabled" });
    const sandbox = await anActivePartnerClient(cs, { name: partner.name, environment: "sandbox" });
    const foreign = await aClient((await aTenant()).admin, { name: partner.name });
    for (const person of [admin, member]) {
      const { rows } = await findIntegrations(person, { search: partner.name.toUpperCase() }, {});
      expect(rows).toMatchObject([{ clientId: partner.clientId, maker: "Meridian Systems", enabledAt: null, asked: null }]);
      for (const { clientId } of [draft, disabled, sandbox, foreign, { clientId: "x" }, { clientId: "\0" }]) {
        await expect(getIntegration(person, clientId)).rejects.toEqual(refusal("not_found"));
        await expect(requestEnablement(person, { clientId, reason: "Please" })).rejects.toEqual(refusal("not_found"));
      }
    }
  });

  it("R39 the database too takes no request for what is not on offer, nor of somebody else's person", async () => {
    const { cs, admin, partner } = await prepare();
    const draft = await aPartnerClient(cs);
    const stranger = (await aTenant()).admin;
    const insert = (clientId: string, personId: string) =>
      asOwner(["integration_request", "client", "tenant", "person"], (owner) =>
        owner.query(
          "INSERT INTO integration_request (id, kind, tenant_id, client_id, requested_by_id, expires_at) VALUES (gen_random_uuid(), 'enablement', $1, $2, $3, now())",
          [admin.tenant.id, clientId, personId],
        ),
      );
    await expect(insert(draft.clientId, admin.personId)).rejects.toThrow("no such integration");
    await expect(insert(partner.clientId, stranger.personId)).rejects.toThrow("a person of its tenant");
    await insert(partner.clientId, admin.personId);
  });

  it("R13 each of 60 is on one page of 25 and on no other, forwards and back", async () => {
    const [cs, { admin }] = [await aStaff({ role: "cs" }), await aTenant({ environment: "sandbox" })];
    const name = `Sixty ${randomUUID()}`;
    await asOwner(["client", "redirect_uri"], async (owner) => {
      const { rows } = await owner.query<{ client_id: string }>(
        `INSERT INTO client (client_id, name, environment, state, type, auth_method)
         SELECT 'gh_' || substr(md5(random()::text), 1, 17), $1 || ' ' || n, 'sandbox', 'active', 'public', 'none' FROM generate_series(1, 60) AS n
         RETURNING client_id`,
        [name],
      );
      const clientIds = rows.map((row) => row.client_id);
      await owner.query("INSERT INTO redirect_uri (client_id, uri) SELECT unnest($1::text[]), 'https://partner.example/cb'", [clientIds]);
    });
    const page = (request: { after?: string; before?: string }) => findIntegrations(admin, { search: name }, request);
    const first = await page({});
    const second = await page({ after: first.older ?? "" });
    const third = await page({ after: second.older ?? "" });
    expect(new Set([first, second, third].flatMap(({ rows }) => rows.map(({ clientId }) => clientId))).size).toBe(60);
    expect((await page({ before: third.newer ?? "" })).rows).toEqual(second.rows);
    await expect(findIntegrations(cs, {}, {})).rejects.toEqual(refusal("forbidden"));
  });
});

describe("what people are told", () => {
  it("R39 is read one by one or all at once, by nobody but them", async () => {
    const { cs, admin, member, partner } = await prepare();
    const pair = { clientId: partner.clientId, tenantId: admin.tenant.id };
    await enableForTenant(cs, pair);
    await disableForTenant(cs, pair);
    await enableForTenant(cs, pair);
    expect(await titles(admin)).toEqual(["enabled", "disabled", "enabled"].map((state) => `${partner.name} is ${state}`));
    expect(await titles(member)).toEqual([]);
    const [latest] = (await findNotifications(admin, {})).rows;
    expect(await markRead(member, { notificationId: latest?.id })).toMatchObject({ count: 0 });
    expect(await markRead(admin, { notificationId: latest?.id })).toMatchObject({ count: 1 });
    expect(await countUnread(admin)).toBe(2);
    await markRead(admin, {});
    expect(await countUnread(admin)).toBe(0);
  });
});
