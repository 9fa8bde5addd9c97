import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { generateClientId } from "#lib/clients/client-id";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient } from "#lib/clients/disable-client";
import { findClients, getClient } from "#lib/clients/find-clients";
import { asScope } from "#lib/db/as-scope";
import { issueSecret } from "#lib/secrets/issue-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { issueSecretInput } from "#lib/secrets/schemas";
import { aClient, aPartnerClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { refusal } from "#world/refusal";

async function manyClients(tenantId: string, count: number): Promise<void> {
  const data = Array.from({ length: count }, (_, index) => ({
    clientId: generateClientId(),
    tenantId,
    environment: "production" as const,
    name: `Client ${index}`,
  }));
  await asScope({ role: "staff" }, (tx) => tx.client.createMany({ data }));
}

describe("the list of clients", () => {
  it("R6 R13 pages through every client once, forwards and back, though all were made at the same instant", async () => {
    const { admin, tenant } = await aTenant();
    await manyClients(tenant.id, 60);
    const first = await findClients(admin, {}, {});
    const second = await findClients(admin, {}, { after: first.older ?? "" });
    const third = await findClients(admin, {}, { after: second.older ?? "" });
    const ids = [first, second, third].map(({ rows }) => rows.map(({ clientId }) => clientId));
    expect(ids.map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(new Set(ids.flat()).size).toBe(60);
    expect([first.newer, third.older]).toEqual([null, null]);
    const back = await findClients(admin, {}, { before: third.newer ?? "" });
    expect(back.rows.map(({ clientId }) => clientId)).toEqual(ids[1]);
    const start = await findClients(admin, {}, { before: back.newer ?? "" });
    expect(start.rows.map(({ clientId }) => clientId)).toEqual(ids[0]);
    expect(start.newer).toBeNull();
  });

  it("TI-09 the cursor of one tenant shows another nothing but their own", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    await manyClients(one.tenant.id, 30);
    await manyClients(other.tenant.id, 3);
    const { older } = await findClients(one.admin, {}, {});
    for (const direction of ["after", "before"] as const) {
      const { rows } = await findClients(other.admin, {}, { [direction]: older ?? "" });
      expect(rows.every(({ owner }) => owner?.id === other.tenant.id)).toBe(true);
    }
  });

  it("IN-03 a cursor that somebody made up is the first page, or shows nothing", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const inventions = [
      "",
      "x",
      "~",
      "1~",
      "0~gh_a",
      "8640000000000000~gh_a",
      "-1~gh_a",
      "1e999~gh_a",
      `${Number.MAX_SAFE_INTEGER}~gh_a`,
      "1~a'b",
      "1~gh_a\0",
      "1~\0",
      "1~\ud800",
      "9".repeat(100),
    ];
    for (const cursor of inventions) {
      const { rows } = await findClients(admin, {}, { after: cursor });
      expect([[], [clientId]]).toContainEqual(rows.map((client) => client.clientId));
    }
  });

  it("R3 TI-01 a tenant admin's list is their tenant's, and of another tenant it is empty; staff choose", async () => {
    const [one, other] = [await aTenant(), await aTenant()];
    const [mine, theirs] = [await aClient(one.admin), await aClient(other.admin)];
    const idsOf = async (list: ReturnType<typeof findClients>) => (await list).rows.map(({ clientId }) => clientId);
    expect(await idsOf(findClients(one.admin, {}, {}))).toEqual([mine.clientId]);
    expect(await idsOf(findClients(one.admin, { tenantId: other.tenant.id }, {}))).toEqual([]);
    expect(await idsOf(findClients(await aStaff({ role: "cs" }), { tenantId: other.tenant.id }, {}))).toEqual([theirs.clientId]);
  });

  it("R1 refuses a member the list and the client", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const member = await aMember(admin);
    await expect(findClients(member, {}, {})).rejects.toEqual(refusal("forbidden"));
    await expect(getClient(member, clientId)).rejects.toEqual(refusal("forbidden"));
  });
});

describe("one client", () => {
  it("R7 says how many others bear its name: those of the same owner that are not deleted", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const { clientId, name } = await aClient(admin, { name: "Ledger sync" });
    await aClient(other.admin, { name });
    const deleted = await aClient(admin, { name });
    await deleteClient(admin, { clientId: deleted.clientId, typedName: name });
    expect((await getClient(admin, clientId)).namesakes).toBe(0);
    await aClient(admin, { name });
    expect((await getClient(admin, clientId)).namesakes).toBe(1);
  });

  it("AZ-07 shows these fields and no others", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const fields = Object.keys(await getClient(admin, clientId));
    expect(fields).toEqual([
      "clientId",
      "name",
      "isNameGenerated",
      "owner",
      "environment",
      "type",
      "state",
      "grants",
      "authMethod",
      "actsAs",
      "mayActForUsers",
      "consentsByItself",
      "mayIntrospect",
      "maker",
      "redirectUris",
      "liveSecrets",
      "stopsAt",
      "lastUsedAt",
      "createdAt",
      "deletedAt",
      "restorableUntil",
      "version",
      "may",
      "scopes",
      "namesakes",
    ]);
    const [row] = (await findClients(await aStaff(), {}, {})).rows;
    expect([...Object.keys(row ?? {}), "scopes", "namesakes"]).toEqual(fields);
  });

  it("TI-07 another tenant's, a partner's, a missing and an impossible one are refused with the same words", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const foreign = [await aClient(other.admin), await aPartnerClient(await aStaff())].map(({ clientId }) => clientId);
    const messages = new Set<string>();
    for (const clientId of [...foreign, generateClientId(), "", "gh_", "\0", "\ud800", "x".repeat(100_000)]) {
      const refused = await getClient(admin, clientId).catch((error: unknown) => error);
      expect(refused).toEqual(refusal("not_found"));
      messages.add(String(refused));
    }
    expect(messages.size).toBe(1);
  });

  it("R22 says when the client stops: when its last live secret expires", async () => {
    const { admin } = await aTenant();
    const { clientId, secretId } = await aClient(admin);
    const input = issueSecretInput.parse({ clientId, name: "For a month", expiresInDays: "30", idempotencyKey: randomUUID() });
    const { expiresAt } = await issueSecret(admin, input);
    expect(await getClient(admin, clientId)).toMatchObject({ stopsAt: null, liveSecrets: 2 });
    await retireSecret(admin, { clientId, secretId });
    expect(await getClient(admin, clientId)).toMatchObject({ stopsAt: expiresAt, liveSecrets: 1 });
  });

  it("AZ-12 a change shows at the next read", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await disableClient(await aStaff(), client);
    expect((await findClients(admin, {}, {})).rows[0]).toMatchObject({ state: "disabled" });
  });
});
