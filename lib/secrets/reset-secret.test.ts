import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findSecrets } from "#lib/secrets/find-secrets";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets } from "#lib/secrets/reset-all-secrets";
import { resetSecret } from "#lib/secrets/reset-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { issueSecretInput, resetAllSecretsInput, resetSecretInput } from "#lib/secrets/schemas";
import { aClient, aPublicClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

type Secret = { clientId: string; secretId: string };
const aForm = ({ clientId, secretId }: Secret, graceSeconds = "0") =>
  resetSecretInput.parse({ clientId, secretId, graceSeconds, idempotencyKey: randomUUID() });
const anAllForm = ({ clientId }: { clientId: string }) => resetAllSecretsInput.parse({ clientId, idempotencyKey: randomUUID() });
const anotherSecret = ({ clientId }: { clientId: string }, name = "Another") => issueSecretInput.parse({ clientId, name, idempotencyKey: randomUUID() });

const liveIds = async (...[actor, clientId]: Parameters<typeof findSecrets>) =>
  (await findSecrets(actor, clientId)).filter(({ isLive }) => isLive).map(({ id }) => id);

describe("resetting a secret", () => {
  it("R14 R20 refuses a second reset of one secret: its successor is the one to reset", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const resets = Array.from({ length: 6 }, () => resetSecret(admin, aForm(client, "86400")));
    const outcomes = await Promise.allSettled(resets);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await liveIds(admin, client.clientId)).toHaveLength(2);
    await expect(resetSecret(admin, aForm(client, "3600"))).rejects.toEqual(refusal("conflict"));
  });

  it("R22 gives the successor of a secret that ends the same lifetime", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const input = issueSecretInput.parse({ clientId: client.clientId, name: "For a month", expiresInDays: "30", idempotencyKey: randomUUID() });
    const { secretId } = await issueSecret(admin, input);
    await letTimePass({ days: 20 });
    const { expiresAt } = await resetSecret(admin, aForm({ clientId: client.clientId, secretId }));
    expect(Math.round(((expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(30);
  });

  it("R18 R19 R56 ends the old one now, issues a successor of its name, and records both hints", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const reset = await resetSecret(admin, aForm(client));
    expect(reset).toMatchObject({ secretName: "First secret", previous: { hint: client.secret.slice(-4), worksUntil: null } });
    expect(reset.secret).not.toBe(client.secret);
    expect(await liveIds(admin, client.clientId)).toEqual([reset.secretId]);
    expect((await eventsOf(client)).at(-1)).toMatchObject({
      action: "secret.reset",
      subjectId: reset.secretId,
      before: { name: "First secret", hint: client.secret.slice(-4) },
      after: { name: "First secret", hint: reset.hint },
    });
  });

  it.each([
    ["3600", { minutes: 59 }, { minutes: 2 }],
    ["86400", { hours: 23 }, { hours: 2 }],
    ["604800", { days: 6 }, { days: 2 }],
  ])("R20 SE-04 keeps the old one alive for %s seconds and not longer", async (graceSeconds, within, beyond) => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const { secretId } = await resetSecret(admin, aForm(client, graceSeconds));
    await letTimePass(within);
    expect(await liveIds(admin, client.clientId)).toEqual([secretId, client.secretId]);
    await letTimePass(beyond);
    expect(await liveIds(admin, client.clientId)).toEqual([secretId]);
  });

  it("R20 R22 a grace period never lengthens the life of a secret that expires sooner", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const expiring = await issueSecret(admin, issueSecretInput.parse({ ...anotherSecret(client), expiresInDays: "7" }));
    await letTimePass({ days: 6, hours: 23 });
    const { previous } = await resetSecret(admin, aForm(expiring, "604800"));
    await letTimePass({ hours: 2 });
    expect(previous?.worksUntil?.getTime()).toBeLessThan(Date.now() + 3_600_000);
    expect(await liveIds(admin, client.clientId)).not.toContain(expiring.secretId);
  });

  it("R20 acts on one of several, and the old one in grace can be retired early", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const kept = await issueSecret(admin, anotherSecret(client));
    const { secretId } = await resetSecret(admin, aForm(client, "86400"));
    await retireSecret(admin, client);
    expect((await liveIds(admin, client.clientId)).sort()).toEqual([kept.secretId, secretId].sort());
  });

  it("R20 with ten live ones a grace period is refused in a sentence, and a reset without one succeeds", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    for (let count = 0; count < 9; count++) await issueSecret(admin, anotherSecret(client));
    await expect(resetSecret(admin, aForm(client, "3600"))).rejects.toEqual(refusal("conflict", "10 live secrets"));
    expect(await liveIds(admin, client.clientId)).toContain(client.secretId);
    await resetSecret(admin, aForm(client));
    expect(await liveIds(admin, client.clientId)).toHaveLength(10);
  });

  it("R18 refuses one that has ended, and one of another client", async () => {
    const { admin } = await aTenant();
    const [client, other] = [await aClient(admin), await aClient(admin)];
    await resetSecret(admin, aForm(client));
    await expect(resetSecret(admin, aForm(client))).rejects.toEqual(refusal("conflict", "already ended"));
    await expect(resetSecret(admin, aForm({ ...client, secretId: other.secretId }))).rejects.toEqual(refusal("conflict"));
    expect(await liveIds(admin, other.clientId)).toEqual([other.secretId]);
  });

  it("R15 the same form again replaces the successor, and the old secret stays as it was", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const form = aForm(client, "86400");
    await resetSecret(admin, form);
    const again = await resetSecret(admin, form);
    expect(again.previous).toBeNull();
    expect(await liveIds(admin, client.clientId)).toEqual([again.secretId, client.secretId]);
    await letTimePass({ minutes: 11 });
    await expect(resetSecret(admin, form)).rejects.toEqual(refusal("conflict", "already sent"));
  });

  it("SE-05 of two admins who reset at the same time one succeeds; one secret is live, and each reset has its event", async () => {
    const { admin } = await aTenant();
    const sofia = await aMember(admin, { role: "tenant_admin" });
    const client = await aClient(admin);
    let current: Secret = client;
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.allSettled([resetSecret(admin, aForm(current)), resetSecret(sofia, aForm(current))]);
      const [winner, ...others] = outcomes.flatMap((outcome) => (outcome.status === "fulfilled" ? [outcome.value] : []));
      expect([winner?.clientId, others]).toEqual([client.clientId, []]);
      current = winner as Secret;
      expect(await liveIds(admin, client.clientId)).toEqual([current.secretId]);
    }
    expect((await eventsOf(client)).filter(({ action }) => action === "secret.reset")).toHaveLength(10);
  });

  it("R1 R2 R3 refuses a member and staff, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const client = await aClient(admin);
    const [member, staff] = [await aMember(admin), await aStaff()];
    await expect(resetSecret(member, aForm(client))).rejects.toEqual(refusal("forbidden"));
    await expect(resetSecret(staff, aForm(client))).rejects.toEqual(refusal("forbidden"));
    await expect(resetSecret(other.admin, aForm(client))).rejects.toEqual(refusal("not_found"));
    await expect(resetAllSecrets(member, anAllForm(client))).rejects.toEqual(refusal("forbidden"));
    await expect(resetAllSecrets(staff, anAllForm(client))).rejects.toEqual(refusal("forbidden"));
    await expect(resetAllSecrets(other.admin, anAllForm(client))).rejects.toEqual(refusal("not_found"));
    expect(await liveIds(admin, client.clientId)).toEqual([client.secretId]);
  });
});

describe("resetting every secret", () => {
  it("R20 R56 ends all live ones, issues one, and records how many ended", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    await issueSecret(admin, anotherSecret(client));
    const issued = await resetAllSecrets(admin, anAllForm(client));
    expect(await liveIds(admin, client.clientId)).toEqual([issued.secretId]);
    expect((await eventsOf(client)).at(-1)).toMatchObject({ action: "secret.all_reset", before: { secrets: 2 }, after: { secrets: 1, hint: issued.hint } });
  });

  it("R15 the same form again leaves one", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const form = anAllForm(client);
    const answers = await Promise.all([resetAllSecrets(admin, form), resetAllSecrets(admin, form), resetAllSecrets(admin, form)]);
    const live = await liveIds(admin, client.clientId);
    expect(live).toHaveLength(1);
    expect(answers.map(({ secretId }) => secretId)).toEqual(expect.arrayContaining(live));
  });

  it("R21 refuses a public client", async () => {
    const { admin } = await aTenant();
    await expect(resetAllSecrets(admin, anAllForm(await aPublicClient(admin)))).rejects.toEqual(refusal("conflict", "public"));
  });
});
