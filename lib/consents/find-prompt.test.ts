import { describe, expect, it } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findConsents } from "#lib/consents/find-consents";
import { findPrompt } from "#lib/consents/find-prompt";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { asScope } from "#lib/db/as-scope";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { aClient, addRedirectUris, aPartnerClient, aPublicClient, configure } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anInteraction } from "#world/an-interaction";
import { refusal } from "#world/refusal";

const LOOPBACK = "http://127.0.0.1:5000/cb";

async function aCodeClient(admin: TenantActor, redirectUri = "https://app.example/cb") {
  const client = await aClient(admin, { name: "Notes" });
  await addRedirectUris(client.clientId, [redirectUri]);
  await configure(client.clientId, { grants: ["authorization_code"], maker: "Meridian" });
  return client;
}

async function approve(actor: TenantActor, clientId: string, scope = "") {
  await answerPrompt(actor, { interaction: await anInteraction({ clientId, scope }), answer: "approve" });
}

async function stateOf(actor: TenantActor, asked: Parameters<typeof anInteraction>[0]) {
  return (await findPrompt(actor, await anInteraction(asked))).state;
}

async function allow(clientId: string, name: string) {
  await asScope({ role: "staff" }, async (tx) => {
    await tx.scope.createMany({ data: [{ name, title: `Title of ${name}`, description: `Lets it use ${name}.` }], skipDuplicates: true });
    await tx.clientScope.create({ data: { clientId, scopeName: name } });
  });
}

describe("the prompt", () => {
  it("R32 names the client, its maker, what it may do in words, and where it leads", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    await allow(clientId, "notes:prompted");
    expect(await findPrompt(admin, await anInteraction({ clientId, scope: "notes:prompted" }))).toEqual({
      state: "asks",
      client: { clientId, name: "Notes", maker: "Meridian", homePageUri: null },
      scopes: [{ name: "notes:prompted", title: "Title of notes:prompted", description: "Lets it use notes:prompted." }],
      goesTo: "app.example",
    });
  });

  it("is over for one that is unknown, malformed, answered, too old, or of a client that was switched off", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    const interaction = await anInteraction({ clientId });
    await answerPrompt(admin, { interaction, answer: "deny" });
    for (const asked of [interaction, "x".repeat(43), "x", "\0", ""]) expect(await findPrompt(admin, asked)).toEqual({ state: "ended" });
    await expect(answerPrompt(admin, { interaction, answer: "approve" })).rejects.toEqual(refusal("not_found"));
    const waiting = await anInteraction({ clientId });
    await configure(clientId, { state: "disabled" });
    expect(await findPrompt(admin, waiting)).toEqual({ state: "ended" });
  });

  it("R40 R47 is refused to people of another company, environment, or one without the integration, and to staff", async () => {
    const [{ admin }, other, staff] = [await aTenant(), await aTenant(), await aStaff()];
    const { clientId } = await aCodeClient(admin);
    const own = await anInteraction({ clientId });
    const partner = await aPartnerClient(staff, { redirectUris: ["https://app.example/cb"] });
    const sandbox = await aPartnerClient(staff, { environment: "sandbox", redirectUris: ["https://app.example/cb"] });
    for (const { clientId } of [partner, sandbox]) await configure(clientId, { state: "active", grants: ["authorization_code"] });
    const asked = await anInteraction(partner);
    for (const [actor, interaction] of [
      [other.admin, own],
      [staff, own],
      [admin, asked],
      [admin, await anInteraction(sandbox)],
    ] as const) {
      expect(await findPrompt(actor, interaction)).toMatchObject({ state: "refused", reason: expect.stringMatching(/\.$/) });
      await expect(answerPrompt(actor, { interaction, answer: "approve" })).rejects.toEqual(refusal("forbidden"));
      await expect(answerPrompt(actor, { interaction, answer: "deny" })).rejects.toEqual(refusal("forbidden"));
    }
    await enableForTenant(staff, { clientId: partner.clientId, tenantId: admin.tenant.id });
    expect(await findPrompt(admin, asked)).toMatchObject({ state: "asks" });
  });

  it("is answered once, of two people at once too", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    const interaction = await anInteraction({ clientId });
    const people = await Promise.all(Array.from({ length: 4 }, () => aMember(admin)));
    const outcomes = await Promise.allSettled(people.map((person) => answerPrompt(person, { interaction, answer: "approve" })));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const allowed = await Promise.all(people.map((person) => findConsents(person)));
    expect(allowed.flat()).toHaveLength(1);
  });
});

describe("who need not be asked", () => {
  it("a person who has allowed it before, as long as it asks for no more", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    await allow(clientId, "notes:one");
    await allow(clientId, "notes:two");
    await approve(admin, clientId, "notes:one");
    expect(await stateOf(admin, { clientId })).toBe("goes_on");
    expect(await stateOf(admin, { clientId, scope: "notes:one" })).toBe("goes_on");
    expect(await stateOf(admin, { clientId, scope: "notes:one notes:two" })).toBe("asks");
    await approve(admin, clientId, "notes:two");
    expect(await stateOf(admin, { clientId, scope: "notes:one notes:two" })).toBe("goes_on");
    expect(await stateOf(await aMember(admin), { clientId })).toBe("asks");
  });

  it("R31 anybody, where the client consents by itself; it is still on their list", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    await configure(clientId, { consentsByItself: true });
    expect(await stateOf(admin, { clientId })).toBe("goes_on");
    await approve(admin, clientId);
    expect(await findConsents(admin)).toMatchObject([{ clientId, name: "Notes", maker: "Meridian" }]);
  });

  it("TS-17 R31 nobody, where the client is public or on loopback", async () => {
    const { admin } = await aTenant();
    const phone = await aPublicClient(admin);
    const desktop = await aCodeClient(admin, LOOPBACK);
    for (const asked of [phone, { ...desktop, redirectUri: LOOPBACK }]) {
      await approve(admin, asked.clientId);
      expect(await stateOf(admin, asked)).toBe("asks");
    }
    expect(await findPrompt(admin, await anInteraction({ ...desktop, redirectUri: LOOPBACK }))).toMatchObject({ goesTo: "a program on this computer" });
  });
});

describe("what a person has allowed", () => {
  it("R5 TS-26 is their own list, a partner's app among them, and they take it back from there", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    const [member, colleague] = [await aMember(admin), await aMember(admin)];
    const partner = await aPartnerClient(staff, { redirectUris: ["https://app.example/cb"] });
    await configure(partner.clientId, { state: "active", grants: ["authorization_code"] });
    await enableForTenant(staff, { clientId: partner.clientId, tenantId: admin.tenant.id });
    await approve(member, partner.clientId);
    const [consent] = await findConsents(member);
    expect(consent).toMatchObject({ name: partner.name, clientId: partner.clientId });
    expect(await findConsents(colleague)).toEqual([]);
    await expect(revokeConsent(colleague, { consentId: consent?.id ?? "" })).rejects.toEqual(refusal("not_found"));
    await revokeConsent(member, { consentId: consent?.id ?? "" });
    expect(await findConsents(member)).toEqual([]);
    await expect(revokeConsent(member, { consentId: consent?.id ?? "" })).rejects.toEqual(refusal("not_found"));
  });

  it("R5 holds every scope of prompts that were approved at once", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    for (const round of [1, 2]) {
      const scopes = ["a", "b", "c", "d"].map((name) => `notes:${name}${round}`);
      for (const scope of scopes) await allow(clientId, scope);
      await Promise.all(scopes.map((scope) => approve(admin, clientId, scope)));
      expect((await findConsents(admin)).map((consent) => consent.scopes)).toEqual([expect.arrayContaining(scopes)]);
    }
  });

  it("a refusal allows nothing", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aCodeClient(admin);
    await answerPrompt(admin, { interaction: await anInteraction({ clientId }), answer: "deny" });
    expect(await findConsents(admin)).toEqual([]);
  });
});
