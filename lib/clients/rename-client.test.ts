import { describe, expect, it } from "vitest";
import { changeClient } from "#lib/clients/change-client";
import { getClient } from "#lib/clients/find-clients";
import { renameClient } from "#lib/clients/rename-client";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { filledSettings } from "#world/change-settings";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

describe("renaming a client", () => {
  it("R10 R56 changes the name and records the old and the new one", async () => {
    const { admin } = await aTenant();
    const { clientId, name } = await aClient(admin);
    await renameClient(admin, { clientId, version: 1, name: "Research sync" });
    expect(await getClient(admin, clientId)).toMatchObject({ name: "Research sync", isNameGenerated: false, version: 2 });
    const event = (await eventsOf({ clientId })).at(-1);
    expect(event).toMatchObject({ action: "client.renamed", before: { name }, after: { name: "Research sync" }, actorId: admin.personId });
  });

  it("AU-01 records nothing when the name is the same", async () => {
    const { admin } = await aTenant();
    const { clientId, name } = await aClient(admin);
    await renameClient(admin, { clientId, version: 1, name });
    expect(await eventsOf({ clientId })).toHaveLength(1);
  });

  it("R1 refuses a member", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    await expect(renameClient(await aMember(admin), { clientId, version: 1, name: "Mine" })).rejects.toEqual(refusal("forbidden"));
  });

  it("R2 refuses staff for a tenant's client, and lets both roles rename a partner's", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    for (const role of ["platform_admin", "cs"] as const) {
      const staff = await aStaff({ role });
      await expect(renameClient(staff, { clientId, version: 1, name: "Ours" })).rejects.toEqual(refusal("forbidden"));
      const partner = await aPartnerClient(staff);
      await renameClient(staff, { clientId: partner.clientId, version: 1, name: "Ours" });
    }
  });

  it("R3 finds neither another tenant's client nor a partner's for a tenant admin", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const [foreign, partner] = [await aClient(other.admin), await aPartnerClient(await aStaff())];
    for (const { clientId } of [foreign, partner]) {
      await expect(renameClient(admin, { clientId, version: 1, name: "Mine" })).rejects.toEqual(refusal("not_found"));
    }
  });
});

describe("two people who edit the same client", () => {
  it("R14 a stale edit is refused, and told who changed what meanwhile", async () => {
    const { admin } = await aTenant();
    const sofia = await aMember(admin, { role: "tenant_admin", name: "Sofía Herrera" });
    const { clientId, name } = await aClient(admin, { name: "Research sync" });
    await renameClient(sofia, { clientId, version: 1, name: "Research mirror" });
    const stale = renameClient(admin, { clientId, version: 1, name: "Research copy" });
    await expect(stale).rejects.toEqual(refusal("conflict", `Sofía Herrera renamed the client (name: “${name}” is now “Research mirror”)`));
    expect(await getClient(admin, clientId)).toMatchObject({ name: "Research mirror", version: 2 });
  });

  it("R14 of fifty renames that saw the same version exactly one wins, and nothing is lost", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const names = Array.from({ length: 50 }, (_, index) => `Name ${index}`);
    const outcomes = await Promise.allSettled(names.map((name) => renameClient(admin, { clientId, version: 1, name })));
    const winners = names.filter((_, index) => outcomes[index]?.status === "fulfilled");
    const losers = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(winners).toHaveLength(1);
    expect(losers).toEqual(Array.from({ length: 49 }, () => refusal("conflict", "nothing was saved")));
    expect(await getClient(admin, clientId)).toMatchObject({ name: winners[0], version: 2 });
    expect((await eventsOf({ clientId })).map(({ action }) => action)).toEqual(["client.registered", "client.renamed"]);
  });

  it("R14 five that look again after each refusal all get their turn", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const insist = async (name: string): Promise<void> => {
      const { version } = await getClient(admin, clientId);
      await renameClient(admin, { clientId, version, name }).catch(() => insist(name));
    };
    await Promise.all(Array.from({ length: 5 }, (_, index) => insist(`Name ${index}`)));
    expect(await getClient(admin, clientId)).toMatchObject({ version: 6 });
    expect(await eventsOf({ clientId })).toHaveLength(6);
  });

  it("R14 a rename and a change of settings do not overwrite each other", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const settings = await filledSettings(admin, clientId, { authMethod: "client_secret_post" });
    const outcomes = await Promise.allSettled([renameClient(admin, { clientId, version: 1, name: "Renamed" }), changeClient(admin, settings)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});
