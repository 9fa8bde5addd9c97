import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { activateClient } from "#lib/clients/activate-client";
import { getClient } from "#lib/clients/find-clients";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { createSecretLinkInput } from "#lib/hand-overs/schemas";
import { findSecrets } from "#lib/secrets/find-secrets";
import { aClient, aPartnerClient } from "#world/a-client";
import { press } from "#world/a-hand-over";
import { aStaff, tokenOf } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const redirectUris = ["https://connect.meridian.example/callback"];
const form = ({ clientId }: { clientId: string }) => ({ clientId, idempotencyKey: randomUUID() });

describe("activating a partner's draft", () => {
  it("R7 R34 issues its first secret once there are redirect URIs, and not before", async () => {
    const staff = await aStaff({ role: "cs" });
    const partner = await aPartnerClient(staff);
    await expect(activateClient(staff, form(partner))).rejects.toEqual(refusal("conflict", "redirect URIs first"));
    await changeSettings(staff, partner, { redirectUris });
    const { secret } = await activateClient(staff, form(partner));
    expect(secret?.secret).toMatch(/^gh_secret_/);
    expect(await getClient(staff, partner.clientId)).toMatchObject({ state: "active", liveSecrets: 1 });
    expect((await eventsOf(partner)).at(-1)).toMatchObject({
      action: "client.activated",
      before: { state: "draft" },
      after: { state: "active", hint: secret?.hint },
    });
  });

  it("R34 keeps at least one redirect URI from then on", async () => {
    const staff = await aStaff();
    const partner = await aPartnerClient(staff, { redirectUris });
    await activateClient(staff, form(partner));
    await expect(changeSettings(staff, partner, { redirectUris: [], grants: ["device_code"] })).rejects.toEqual(refusal("invalid", "at least one"));
  });

  it("R21 a public one becomes active without a secret", async () => {
    const staff = await aStaff();
    const partner = await aPartnerClient(staff, { redirectUris });
    await changeSettings(staff, partner, { type: "public" });
    expect(await activateClient(staff, form(partner))).toMatchObject({ secret: null });
    expect(await findSecrets(staff, partner.clientId)).toEqual([]);
  });

  it("needs a grant", async () => {
    const staff = await aStaff();
    const partner = await aPartnerClient(staff, { redirectUris });
    await changeSettings(staff, partner, { grants: [] });
    await expect(activateClient(staff, form(partner))).rejects.toEqual(refusal("conflict", "grant"));
  });

  it("R23 leaves the first secret to a link, on which the partner takes it", async () => {
    const staff = await aStaff({ role: "cs" });
    const partner = await aPartnerClient(staff, { redirectUris });
    expect(await activateClient(staff, { ...form(partner), firstSecret: "hand_over" })).toMatchObject({ secret: null, isPublic: false });
    expect(await getClient(staff, partner.clientId)).toMatchObject({ state: "active", liveSecrets: 0 });
    expect((await eventsOf(partner)).at(-1)).toMatchObject({ action: "client.activated", after: { state: "active", hint: null } });
    const link = await createSecretLink(staff, createSecretLinkInput.parse({ ...partner, secretName: "Their server" }));
    await press(tokenOf(link));
    expect(await getClient(staff, partner.clientId)).toMatchObject({ liveSecrets: 1 });
  });

  it("R15 sent again replaces the secret that may not have arrived", async () => {
    const staff = await aStaff();
    const partner = await aPartnerClient(staff, { redirectUris });
    const same = form(partner);
    const [first, second] = [await activateClient(staff, same), await activateClient(staff, same)];
    const live = (await findSecrets(staff, partner.clientId)).filter(({ isLive }) => isLive);
    expect([first.secret?.secretId === second.secret?.secretId, live.map(({ id }) => id)]).toEqual([false, [second.secret?.secretId]]);
  });

  it("R2 R3 is for staff: to a tenant admin a partner's client is not there, and their own is no draft", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    await expect(activateClient(admin, form(await aPartnerClient(staff)))).rejects.toEqual(refusal("not_found"));
    await expect(activateClient(admin, form(await aClient(admin)))).rejects.toEqual(refusal("conflict", "no draft"));
  });
});
