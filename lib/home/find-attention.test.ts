import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { TenantActor } from "#lib/access/actor";
import { disableClient } from "#lib/clients/disable-client";
import { findHandOvers } from "#lib/hand-overs/find-hand-overs";
import { withdrawHandOver } from "#lib/hand-overs/withdraw-hand-over";
import { findAttention } from "#lib/home/find-attention";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetSecret } from "#lib/secrets/reset-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { issueSecretInput, resetSecretInput } from "#lib/secrets/schemas";
import { aClient, aPartnerClient } from "#world/a-client";
import { aRedirectUrisLink, send } from "#world/a-hand-over";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { anApp, letIn, widenApp } from "#world/an-app";
import { asOwner } from "#world/as-owner";
import { letTimePass } from "#world/let-time-pass";
import { recordUse } from "#world/record-use";

const expiring = (client: { clientId: string }) =>
  issueSecretInput.parse({ clientId: client.clientId, name: "For the trial", expiresInDays: "30", idempotencyKey: randomUUID() });
const kindsFor = async (actor: TenantActor) => (await findAttention(actor)).map(({ kind }) => kind);

describe("home", () => {
  it("tells an admin who has nothing where to begin, and a member nothing", async () => {
    const { admin } = await aTenant();
    expect(await findAttention(admin)).toEqual([{ kind: "begin", what: "client" }]);
    expect(await findAttention(await aMember(admin))).toEqual([]);
  });

  it("R22 tells of an expiring secret two weeks ahead, and that the application stops where it is the last", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await issueSecret(admin, expiring(client));
    expect(await findAttention(admin)).toEqual([]);
    await letTimePass({ days: 17 });
    expect(await findAttention(admin)).toMatchObject([{ kind: "secret_expires", client: { clientId: client.clientId }, secretName: "For the trial" }]);

    await resetSecret(
      admin,
      resetSecretInput.parse({ clientId: client.clientId, secretId: client.secretId, graceSeconds: "604800", idempotencyKey: randomUUID() }),
    );
    expect(await kindsFor(admin)).toEqual(["secret_expires"]);
    await recordUse(client, { secretId: client.secretId, hoursAgo: 0, days: 0, tokensADay: 1 });
    expect(await kindsFor(admin)).toEqual(["old_secret_used", "secret_expires"]);

    const { admin: other } = await aTenant();
    expect(await kindsFor(other)).toEqual(["begin"]);
  });

  it("R22 an application whose every secret ends is told first, and not once it is disabled", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await issueSecret(admin, expiring(client));
    await retireSecret(admin, { clientId: client.clientId, secretId: client.secretId });
    await letTimePass({ days: 17 });
    expect(await findAttention(admin)).toMatchObject([{ kind: "stops", client: { clientId: client.clientId, name: client.name } }]);
    await disableClient(admin, client);
    expect(await findAttention(admin)).toEqual([]);
  });

  it("R34 tells staff of redirect URIs that a partner sent, until somebody has decided, and a company nothing", async () => {
    // Those of other tests wait for ever, and five are told.
    await asOwner(["hand_over"], (owner) => owner.query("DELETE FROM hand_over"));
    const { staff, client, token } = await aRedirectUrisLink();
    const named = async () => (await findAttention(staff)).flatMap((item) => (item.kind === "submissions" ? item.clients : [])).map(({ clientId }) => clientId);
    expect(await named()).not.toContain(client.clientId);
    await send(token, ["https://app.meridian.example/cb"]);
    expect(await named()).toEqual([client.clientId]);
    expect(await kindsFor((await aTenant()).admin)).toEqual(["begin"]);
    const [link] = (await findHandOvers(staff, client.clientId, {})).rows;
    await withdrawHandOver(staff, { handOverId: link?.id ?? "" });
    expect(await named()).toEqual([]);
  });

  it("R46 names an app that asks for more than was approved", async () => {
    const { admin, tenant } = await aTenant();
    const app = await anApp(tenant);
    await letIn(admin, app);
    expect(await kindsFor(admin)).toEqual(["begin"]);
    await widenApp(app, { redirectUris: ["https://new.example/cb"] });
    expect((await findAttention(admin)).find(({ kind }) => kind === "reopened")).toMatchObject({ clients: [{ clientId: app.clientId }] });
  });

  it("R20 names a client at work that has a secret which nothing uses", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await letTimePass({ days: 91 });
    const { secretId } = await issueSecret(admin, issueSecretInput.parse({ clientId: client.clientId, name: "In use", idempotencyKey: randomUUID() }));
    expect(await kindsFor(admin)).toEqual(["stale"]);
    await recordUse(client, { secretId, hoursAgo: 1, days: 0, tokensADay: 1 });
    expect(await findAttention(admin)).toMatchObject([{ kind: "unused_secrets", clients: [{ clientId: client.clientId }] }]);
    await retireSecret(admin, { clientId: client.clientId, secretId: client.secretId });
    expect(await findAttention(admin)).toEqual([]);
  });

  it("names clients that nothing uses, five at most", async () => {
    const { admin } = await aTenant();
    for (let index = 0; index < 6; index++) await aClient(admin, { name: `Forgotten ${index}` });
    await letTimePass({ days: 31 });
    const used = await aClient(admin, { name: "In use" });
    await recordUse(used, { hoursAgo: 1, days: 1, tokensADay: 1 });
    const [stale] = await findAttention(admin);
    expect(stale).toMatchObject({ kind: "stale", hasMore: true });
    expect(stale && "clients" in stale && stale.clients.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map((index) => `Forgotten ${index}`));
  });

  it("R34 tells staff of partner clients without credentials, and of no company's client", async () => {
    const staff = await aStaff();
    const { admin } = await aTenant();
    await aClient(admin, { name: "A company's own" });
    await letTimePass({ days: 31 });
    await aPartnerClient(staff, { name: "Draft of a partner" });
    const items = await findAttention(staff);
    expect(items.find(({ kind }) => kind === "drafts")).toMatchObject({
      clients: expect.arrayContaining([expect.objectContaining({ name: "Draft of a partner" })]),
    });
    expect(JSON.stringify(items)).not.toContain("A company's own");
  });
});
