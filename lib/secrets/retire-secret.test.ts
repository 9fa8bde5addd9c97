import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findSecrets } from "#lib/secrets/find-secrets";
import { issueSecret } from "#lib/secrets/issue-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { issueSecretInput } from "#lib/secrets/schemas";
import { aClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { refusal } from "#world/refusal";

const another = ({ clientId }: { clientId: string }) => issueSecretInput.parse({ clientId, name: "Another", idempotencyKey: randomUUID() });

describe("retiring a secret", () => {
  it("R20 R56 ends one of two now, and records which", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const { secretId } = await issueSecret(admin, another(client));
    await retireSecret(admin, client);
    const [live, ended] = await findSecrets(admin, client.clientId);
    expect([live?.id, live?.isLive, ended?.id, ended?.isLive]).toEqual([secretId, true, client.secretId, false]);
    expect((await eventsOf(client)).at(-1)).toMatchObject({
      action: "secret.retired",
      subjectId: client.secretId,
      before: { hint: client.secret.slice(-4) },
      after: { retiredAt: ended?.endedAt?.toISOString() },
    });
    await expect(retireSecret(admin, client)).rejects.toEqual(refusal("conflict", "already ended"));
  });

  it("asks for the client's name before the last one is retired, because the client stops", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin, { name: "Board pack builder" });
    const { clientId, secretId } = client;
    await expect(retireSecret(admin, client)).rejects.toEqual(refusal("invalid", "Board pack builder"));
    await retireSecret(admin, { clientId, secretId, typedName: " Board pack builder " });
    expect((await findSecrets(admin, clientId)).every(({ isLive }) => !isLive)).toBe(true);
  });

  it("of two admins who retire one each of the last two, one is asked for the name", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const other = await issueSecret(admin, another(client));
    const outcomes = await Promise.allSettled([retireSecret(admin, client), retireSecret(admin, other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("R1 R2 R3 refuses a member and staff, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const client = await aClient(admin);
    const retirement = { clientId: client.clientId, secretId: client.secretId, typedName: client.name };
    await expect(retireSecret(await aMember(admin), retirement)).rejects.toEqual(refusal("forbidden"));
    await expect(retireSecret(await aStaff(), retirement)).rejects.toEqual(refusal("forbidden"));
    await expect(retireSecret(other.admin, retirement)).rejects.toEqual(refusal("not_found"));
  });
});
