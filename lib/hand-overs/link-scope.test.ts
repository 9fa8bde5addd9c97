import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { asScope, type Tx } from "#lib/db/as-scope";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { linkScope } from "#lib/hand-overs/read-link";
import { createSecretLinkInput } from "#lib/hand-overs/schemas";
import { withdrawHandOver } from "#lib/hand-overs/withdraw-hand-over";
import { sha256 } from "#lib/random";
import { Prisma } from "#prisma/generated/client";
import { aClient } from "#world/a-client";
import { aRedirectUrisLink, aSecretLink, press } from "#world/a-hand-over";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { refusal } from "#world/refusal";

const models = Object.values(Prisma.ModelName).map((name) => (name.charAt(0).toLowerCase() + name.slice(1)) as Uncapitalize<Prisma.ModelName>);
const columns = { handOver: { id: true }, client: { clientId: true }, clientSecret: { id: true, clientId: true }, redirectUri: { uri: true, clientId: true } };

/** Everything of a model that the role of a link reads, with no filter at all. */
async function readAll(token: string, model: Uncapitalize<Prisma.ModelName>): Promise<unknown[]> {
  const select = columns[model as keyof typeof columns];
  const reader = (tx: Tx) => (tx[model] as unknown as { findMany: (given: object) => Promise<unknown[]> }).findMany(select ? { select } : {});
  return asScope(linkScope(token), reader).catch((error: unknown) => {
    expect(String(error)).toContain("permission denied");
    return [];
  });
}

const aSecret = (clientId: string) => ({ clientId, name: "x", digest: randomBytes(32), hint: "xxxx", createdBy: "x" });

it("R23 TI-02 who holds a link sees that link and its one client, whatever the query asks for", async () => {
  const [world, other, { admin }] = [await aSecretLink(), await aSecretLink(), await aTenant()];
  await aClient(admin);
  const seen: Record<string, unknown[]> = {};
  for (const model of models) {
    const rows = await readAll(world.token, model);
    if (rows.length > 0) seen[model] = rows;
    expect(await readAll("x".repeat(43), model)).toEqual([]);
  }
  const { clientId, secretId } = world.client;
  expect(seen).toEqual({
    handOver: [{ id: expect.any(String) }],
    client: [{ clientId }],
    clientSecret: [{ id: secretId, clientId }],
    redirectUri: [{ uri: "https://connect.meridian.example/callback", clientId }],
  });
  expect(JSON.stringify(seen)).not.toContain(other.client.clientId);
  await expect(asScope(linkScope(world.token), (tx) => tx.$queryRaw`select digest from client_secret`)).rejects.toThrow("permission denied");
});

it("R23 TI-02 who holds a link changes nothing but the link, adds secrets to its client alone, and only in its time", async () => {
  const [world, other, uris, staff] = [await aSecretLink(), await aSecretLink(), await aRedirectUrisLink(), await aStaff()];
  const { clientId } = world.client;
  const as = <T>(token: string, work: (tx: Tx) => Promise<T>) => asScope(linkScope(token), work);
  const add = (token: string, to: string) => as(token, (tx) => tx.clientSecret.create({ data: aSecret(to), select: { id: true } }));
  await add(world.token, clientId);
  await expect(add(world.token, other.client.clientId)).rejects.toThrow();
  await expect(add(uris.token, uris.client.clientId)).rejects.toThrow("row-level security");
  await expect(add("x".repeat(43), clientId)).rejects.toThrow();

  await expect(as(world.token, (tx) => tx.client.updateMany({ where: { clientId }, data: { version: 9 } }))).rejects.toThrow();
  await expect(as(world.token, (tx) => tx.client.updateMany({ where: { clientId }, data: { name: "Mine" } }))).rejects.toThrow("permission denied");
  await expect(as(world.token, (tx) => tx.redirectUri.createMany({ data: [{ clientId, uri: "https://evil.example/cb" }] }))).rejects.toThrow(
    "permission denied",
  );
  for (const data of [{ expiresAt: new Date(2099, 1) }, { withdrawnAt: null }, { decision: "applied" as const }, { passphraseHash: null }]) {
    await expect(as(world.token, (tx) => tx.handOver.updateMany({ data }))).rejects.toThrow("permission denied");
  }
  const event = { action: "client.deleted", actorName: "x", clientId, subject: "x" };
  for (const forged of [
    event,
    { ...event, action: "hand_over.used", actorId: staff.personId },
    { ...event, action: "hand_over.used", clientId: other.client.clientId },
  ]) {
    await expect(as(world.token, (tx) => tx.auditEvent.createMany({ data: [forged] }))).rejects.toThrow("row-level security");
  }

  const handOver = await as(world.token, (tx) => tx.handOver.findFirstOrThrow({ select: { id: true } }));
  await withdrawHandOver(world.staff, { handOverId: handOver.id });
  await expect(add(world.token, clientId)).rejects.toThrow("row-level security");
});

it("SS-03 R23 what was used or withdrawn stays so, whoever asks", async () => {
  const [used, withdrawn] = [await aSecretLink(), await aSecretLink()];
  await press(used.token);
  await expect(asScope(linkScope(used.token), (tx) => tx.handOver.updateMany({ data: { usedAt: null } }))).rejects.toThrow("does not come back");
  const { id } = await asScope(linkScope(withdrawn.token), (tx) => tx.handOver.findFirstOrThrow({ select: { id: true } }));
  await withdrawHandOver(withdrawn.staff, { handOverId: id });
  await expect(asScope({ role: "staff" }, (tx) => tx.handOver.updateMany({ where: { id }, data: { withdrawnAt: null } }))).rejects.toThrow(
    "does not come back",
  );
});

it("R23 staff read neither the digest of a token nor the hash of a passphrase", async () => {
  for (const column of [{ tokenDigest: true }, { passphraseHash: true }, { pressKey: true }] as const) {
    await expect(asScope({ role: "staff" }, (tx) => tx.handOver.findMany({ select: column }))).rejects.toThrow("permission denied");
  }
});

it("R1 R2 R3 R23 staff make links for partners' clients alone, and nobody of a company makes one", async () => {
  const [{ admin }, staff] = [await aTenant(), await aStaff({ role: "cs" })];
  const { clientId } = await aClient(admin);
  const form = createSecretLinkInput.parse({ clientId, secretName: "x" });
  const uris = { clientId, note: null, lifetimeHours: 1 };
  for (const actor of [staff, admin, await aMember(admin)]) {
    await expect(createSecretLink(actor, form)).rejects.toEqual(refusal("forbidden"));
    await expect(createRedirectUrisLink(actor, uris)).rejects.toEqual(refusal("forbidden"));
  }
  const planted = asOwner(["hand_over", "client"], (owner) =>
    owner.query(
      "INSERT INTO hand_over (id, kind, client_id, token_digest, created_by, expires_at) VALUES (gen_random_uuid(), 'redirect_uris', $1, $2, 'x', now())",
      [clientId, sha256(clientId)],
    ),
  );
  await expect(planted).rejects.toThrow("only a partner client");
});
