import { describe, expect, it } from "vitest";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { getClient } from "#lib/clients/find-clients";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

describe("disabling and enabling a client", () => {
  it("R12 R10 R56 stops it and lets it go on, each with its event", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await disableClient(admin, client);
    expect(await getClient(admin, client.clientId)).toMatchObject({ state: "disabled", liveSecrets: 1, version: 2 });
    await enableClient(admin, client);
    expect(await getClient(admin, client.clientId)).toMatchObject({ state: "active", version: 3 });
    const [, disabled, enabled] = await eventsOf(client);
    expect(disabled).toMatchObject({ action: "client.disabled", before: { state: "active" }, after: { state: "disabled" } });
    expect(enabled).toMatchObject({ action: "client.enabled", before: { state: "disabled" }, after: { state: "active" } });
  });

  it("R12 twice is the same as once", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await Promise.all([disableClient(admin, client), disableClient(admin, client)]);
    expect(await eventsOf(client)).toHaveLength(2);
  });

  it("R2 staff of both roles disable a tenant's client", async () => {
    const { admin } = await aTenant();
    for (const role of ["cs", "platform_admin"] as const) {
      const client = await aClient(admin);
      await disableClient(await aStaff({ role }), client);
      expect(await getClient(admin, client.clientId)).toMatchObject({ state: "disabled" });
    }
  });

  it("R1 R3 refuses a member, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const client = await aClient(admin);
    const member = await aMember(admin);
    for (const verb of [disableClient, enableClient]) {
      await expect(verb(member, client)).rejects.toEqual(refusal("forbidden"));
      await expect(verb(other.admin, client)).rejects.toEqual(refusal("not_found"));
    }
  });

  it("refuses a draft, which nothing can use, and a deleted client", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    await expect(disableClient(staff, await aPartnerClient(staff))).rejects.toEqual(refusal("conflict", "draft"));
    const client = await aClient(admin);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await expect(enableClient(admin, client)).rejects.toEqual(refusal("conflict", "Restore"));
  });
});
