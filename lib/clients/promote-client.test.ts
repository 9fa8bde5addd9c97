import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { activateClient } from "#lib/clients/activate-client";
import { deleteClient } from "#lib/clients/delete-client";
import { findPromotion } from "#lib/clients/find-promotion";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { promoteClient } from "#lib/clients/promote-client";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { retireScope } from "#lib/scopes/retire-scope";
import { findSecrets } from "#lib/secrets/find-secrets";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { changeSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";
import { rowsOf } from "#world/rows-of";

const SANDBOX_URI = "https://sandbox.meridian.example/cb";
const PRODUCTION_URI = "https://app.meridian.example/cb";

/** A partner's sandbox client in use: with a secret, scopes, and a tenant. */
async function aSandboxClient() {
  const staff = await aStaff({ role: "cs" });
  const client = await aPartnerClient(staff, { environment: "sandbox", redirectUris: [SANDBOX_URI, "http://127.0.0.1/cb"] });
  const scope = await aScope();
  await activateClient(staff, { ...client, idempotencyKey: randomUUID() });
  await changeSettings(staff, client, { scopes: [scope], actsAs: "service_account", maker: "Meridian Systems", notes: "Tried in May" });
  const { tenant } = await aTenant({ environment: "sandbox" });
  await enableForTenant(staff, { clientId: client.clientId, tenantId: tenant.id });
  const promote = async (redirectUris: string[] = []) =>
    promoteClient(staff, { clientId: client.clientId, version: (await getClientSettings(staff, client.clientId)).version, redirectUris });
  return { staff, client, scope, promote };
}

describe("promoting a partner's sandbox client", () => {
  it("R47 makes a draft in production with its settings and the URIs that were looked at, without a secret and for no tenant", async () => {
    const { staff, client, scope, promote } = await aSandboxClient();
    const before = await rowsOf([client.clientId]);
    const production = await promote([PRODUCTION_URI]);
    const [was, is] = [await getClientSettings(staff, client.clientId), await getClientSettings(staff, production.clientId)];
    expect(is).toMatchObject({ environment: "production", isDraft: true, isPartner: true });
    expect(is.settings).toEqual({ ...was.settings, redirectUris: [PRODUCTION_URI] });
    expect(is.settings).toMatchObject({ name: client.name, scopes: [scope], actsAs: "service_account", maker: "Meridian Systems" });
    expect(is.dependants).toMatchObject({ tenants: 0, liveSecrets: 0 });
    expect(await findSecrets(staff, production.clientId)).toEqual([]);
    expect((await eventsOf(client)).at(-1)).toMatchObject({ action: "client.promoted", after: { productionClientId: production.clientId } });
    expect((await eventsOf(production)).map(({ action }) => action)).toEqual(["client.registered"]);
    // Nothing of the sandbox client changed; what names it now is its event and the production client.
    const after = await rowsOf([client.clientId]);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after).toHaveLength(before.length + 2);
  });

  it("AZ-11 R47 gives nobody in production what only a platform admin may give", async () => {
    const { staff, client, promote } = await aSandboxClient();
    await changeSettings(await aStaff(), client, { mayIntrospect: true });
    const { settings } = await getClientSettings(staff, (await promote()).clientId);
    expect(settings.mayIntrospect).toBe(false);
  });

  it("R26 R47 leaves out a scope that the catalogue no longer has, and says so beforehand", async () => {
    const { staff, client, scope, promote } = await aSandboxClient();
    await retireScope(await aStaff(), { scopeName: scope });
    expect((await findPromotion(staff, client.clientId)).settings.scopes).toEqual([]);
    const { settings } = await getClientSettings(staff, (await promote()).clientId);
    expect(settings.scopes).toEqual([]);
  });

  it("R47 twenty presses at once, and one a day later, make one", async () => {
    const { staff, client, promote } = await aSandboxClient();
    const made = await Promise.all(Array.from({ length: 20 }, () => promote()));
    expect(new Set(made.map(({ clientId }) => clientId)).size).toBe(1);
    expect(await promote([PRODUCTION_URI])).toEqual(made[0]);
    const promotion = await findPromotion(staff, client.clientId);
    expect(promotion.production).toMatchObject({ clientId: made[0]?.clientId, state: "draft" });
    expect((await findPromotion(staff, made[0]?.clientId ?? "")).sandbox).toMatchObject({ clientId: client.clientId });
  });

  it("R47 R33 tells of each sandbox URI what production would say, and takes none that it refuses", async () => {
    const { staff, client, promote } = await aSandboxClient();
    const { redirectUris } = await findPromotion(staff, client.clientId);
    expect(redirectUris.map(({ uri }) => uri)).toEqual([SANDBOX_URI, "http://127.0.0.1/cb"]);
    await expect(promote(["http://app.meridian.example/cb"])).rejects.toMatchObject({ code: "invalid", field: "redirectUris" });
    await expect(promote([PRODUCTION_URI, PRODUCTION_URI])).rejects.toMatchObject({ code: "invalid", field: "redirectUris" });
    expect((await findPromotion(staff, client.clientId)).production).toBeNull();
  });

  it("R14 R47 a client that changed since it was looked at is looked at again", async () => {
    const { staff, client } = await aSandboxClient();
    await expect(promoteClient(staff, { ...client, version: 1, redirectUris: [] })).rejects.toEqual(refusal("conflict", "changed while you were editing"));
  });

  it("R11 R47 refuses a production client and a deleted one", async () => {
    const { staff, client, promote } = await aSandboxClient();
    const other = await aPartnerClient(staff, { environment: "production" });
    await expect(promoteClient(staff, { ...other, version: 1, redirectUris: [] })).rejects.toEqual(refusal("conflict", "sandbox"));
    await deleteClient(staff, { clientId: client.clientId, typedName: client.name });
    await expect(promote()).rejects.toEqual(refusal("conflict", "Restore"));
  });

  it("R1 R2 R3 R47 is for staff and partners' clients, and no tenant takes the place of a production client", async () => {
    const [{ client }, { admin, tenant }, staff] = [await aSandboxClient(), await aTenant({ environment: "sandbox" }), await aStaff()];
    const own = await aClient(admin);
    for (const actor of [admin, await aMember(admin)]) {
      await expect(promoteClient(actor, { ...own, version: 1, redirectUris: [] })).rejects.toEqual(refusal("forbidden"));
    }
    await expect(promoteClient(staff, { ...own, version: 1, redirectUris: [] })).rejects.toEqual(refusal("forbidden"));
    await expect(findPromotion(staff, own.clientId)).rejects.toEqual(refusal("not_found"));
    const squat = asOwner(["client"], (owner) =>
      owner.query("UPDATE client SET promoted_from_id = $1, version = version + 1 WHERE client_id = $2 AND tenant_id = $3", [
        client.clientId,
        own.clientId,
        tenant.id,
      ]),
    );
    await expect(squat).rejects.toThrow("client_promotion");
  });
});
