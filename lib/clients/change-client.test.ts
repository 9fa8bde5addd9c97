import { describe, expect, it } from "vitest";
import { changeClient } from "#lib/clients/change-client";
import { deleteClient } from "#lib/clients/delete-client";
import { getClient } from "#lib/clients/find-clients";
import type { ChangeClientInput } from "#lib/clients/schemas";
import { aClient, aPartnerClient, aPublicClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const settings = (clientId: string, given: Partial<ChangeClientInput> = {}): ChangeClientInput => ({
  clientId,
  version: 1,
  allowClientCredentials: false,
  mayActForUsers: true,
  authMethod: "client_secret_post",
  ...given,
});

describe("changing how a client obtains tokens", () => {
  it("R25 R27 R56 saves the settings, and records each before and after", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    await changeClient(admin, settings(clientId));
    expect(await getClient(admin, clientId)).toMatchObject({ grants: [], mayActForUsers: true, authMethod: "client_secret_post", version: 2 });
    expect((await eventsOf({ clientId })).at(-1)).toMatchObject({
      action: "client.changed",
      before: { grants: ["client_credentials"], mayActForUsers: false, authMethod: "client_secret_basic" },
      after: { grants: [], mayActForUsers: true, authMethod: "client_secret_post" },
    });
  });

  it("AU-01 the same settings again are no change and no event", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    await changeClient(admin, settings(clientId));
    await changeClient(admin, settings(clientId, { version: 2 }));
    expect(await eventsOf({ clientId })).toHaveLength(2);
    expect(await getClient(admin, clientId)).toMatchObject({ version: 2 });
  });

  it("R28 refuses client credentials for partner clients and for public clients", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    const [phone, partner] = [await aPublicClient(admin), await aPartnerClient(staff)];
    const { version } = await getClient(admin, phone.clientId);
    const allow = { allowClientCredentials: true };
    await expect(changeClient(admin, settings(phone.clientId, { ...allow, version }))).rejects.toEqual(refusal("invalid", "public"));
    await expect(changeClient(staff, settings(partner.clientId, allow))).rejects.toEqual(refusal("invalid", "partner"));
  });

  it("R14 refuses a stale edit", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    await changeClient(admin, settings(clientId));
    await expect(changeClient(admin, settings(clientId, { mayActForUsers: false }))).rejects.toEqual(refusal("conflict", "nothing was saved"));
  });

  it("R11 refuses a deleted client", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await expect(changeClient(admin, settings(client.clientId, { version: 2 }))).rejects.toEqual(refusal("conflict", "Restore"));
  });

  it("R1 R2 R3 refuses a member and staff, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const { clientId } = await aClient(admin);
    await expect(changeClient(await aMember(admin), settings(clientId))).rejects.toEqual(refusal("forbidden"));
    await expect(changeClient(await aStaff(), settings(clientId))).rejects.toEqual(refusal("forbidden"));
    await expect(changeClient(other.admin, settings(clientId))).rejects.toEqual(refusal("not_found"));
  });
});
