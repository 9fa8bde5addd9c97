import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { countDamage } from "#lib/clients/count-damage";
import { deleteClient } from "#lib/clients/delete-client";
import { findClients, getClient } from "#lib/clients/find-clients";
import { restoreClient } from "#lib/clients/restore-client";
import { sha256 } from "#lib/random";
import { aClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner, readAsOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

/** A refresh token, as the token service keeps it. */
async function aRefreshToken({ clientId }: { clientId: string }, tenantId: string): Promise<void> {
  const row = [sha256(randomBytes(16).toString("hex")), clientId, tenantId];
  await asOwner(["oidc_artifact"], (owner) =>
    owner.query("INSERT INTO oidc_artifact (kind, id_digest, payload, client_id, tenant_id) VALUES ('RefreshToken', $1, '{}', $2, $3)", row),
  );
}

async function liveTokens({ clientId }: { clientId: string }): Promise<number> {
  const { rowCount } = await readAsOwner((reader) => reader.query("SELECT FROM oidc_artifact WHERE client_id = $1 AND revoked_at IS NULL", [clientId]));
  return rowCount ?? 0;
}

describe("deleting a client", () => {
  it("R10 R11 R56 takes it from the list, revokes what it was given, and records it", async () => {
    const { admin, tenant } = await aTenant();
    const [client, kept] = [await aClient(admin), await aClient(admin)];
    await aRefreshToken(client, tenant.id);
    await aRefreshToken(kept, tenant.id);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    expect((await findClients(admin, {}, {})).rows.map(({ clientId }) => clientId)).toEqual([kept.clientId]);
    expect((await findClients(admin, { isDeleted: true }, {})).rows.map(({ clientId }) => clientId)).toEqual([client.clientId]);
    expect([await liveTokens(client), await liveTokens(kept)]).toEqual([0, 1]);
    const deletedAt = (await getClient(admin, client.clientId)).deletedAt;
    const event = (await eventsOf(client)).at(-1);
    expect(event).toMatchObject({ action: "client.deleted", before: { deletedAt: null }, after: { deletedAt: deletedAt?.toISOString() } });
  });

  it("R10 refuses unless its name was typed, and says what stops", async () => {
    const { admin, tenant } = await aTenant();
    const client = await aClient(admin, { name: "Crème brûlée export" });
    for (const typedName of ["", "creme brulee export", "Crème brûlée"]) {
      await expect(deleteClient(admin, { clientId: client.clientId, typedName })).rejects.toEqual(refusal("invalid", client.name));
    }
    await aRefreshToken(client, tenant.id);
    expect(await countDamage(admin, client.clientId)).toMatchObject({ tenants: 0, liveSecrets: 1 });
    await deleteClient(admin, { clientId: client.clientId, typedName: ` ${client.name.normalize("NFD")} ` });
    expect((await getClient(admin, client.clientId)).deletedAt).not.toBeNull();
  });

  it("R10 twice is the same as once", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await deleteClient(admin, { clientId: client.clientId, typedName: "" });
    expect(await eventsOf(client)).toHaveLength(2);
  });

  it("R1 R2 R3 refuses a member and staff, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const { clientId, name: typedName } = await aClient(admin);
    await expect(deleteClient(await aMember(admin), { clientId, typedName })).rejects.toEqual(refusal("forbidden"));
    await expect(deleteClient(await aStaff(), { clientId, typedName })).rejects.toEqual(refusal("forbidden"));
    await expect(deleteClient(other.admin, { clientId, typedName })).rejects.toEqual(refusal("not_found"));
  });
});

describe("restoring a client", () => {
  it("R11 R56 brings it back within 30 days, without its refresh tokens", async () => {
    const { admin, tenant } = await aTenant();
    const client = await aClient(admin);
    await aRefreshToken(client, tenant.id);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await letTimePass({ days: 29, hours: 23 });
    await restoreClient(admin, client);
    expect(await getClient(admin, client.clientId)).toMatchObject({ deletedAt: null, liveSecrets: 1, version: 3 });
    expect(await liveTokens(client)).toBe(0);
    expect((await eventsOf(client)).at(-1)).toMatchObject({ action: "client.restored", after: { deletedAt: null } });
  });

  it("R11 refuses after 30 days", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await letTimePass({ days: 30, seconds: 1 });
    await expect(restoreClient(admin, client)).rejects.toEqual(refusal("conflict", "30 days"));
  });

  it("R1 R2 R3 refuses a member and staff, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const client = await aClient(admin);
    await deleteClient(admin, { clientId: client.clientId, typedName: client.name });
    await expect(restoreClient(await aMember(admin), client)).rejects.toEqual(refusal("forbidden"));
    await expect(restoreClient(await aStaff(), client)).rejects.toEqual(refusal("forbidden"));
    await expect(restoreClient(other.admin, client)).rejects.toEqual(refusal("not_found"));
    await restoreClient(admin, client);
    await restoreClient(admin, client);
    expect(await eventsOf(client)).toHaveLength(3);
  });
});
