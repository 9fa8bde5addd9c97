import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { activateClient } from "#lib/clients/activate-client";
import { deleteClient } from "#lib/clients/delete-client";
import { getClient } from "#lib/clients/find-clients";
import { findSecrets } from "#lib/secrets/find-secrets";
import { issueSecret } from "#lib/secrets/issue-secret";
import { issueSecretInput } from "#lib/secrets/schemas";
import { aClient, aPartnerClient, aPublicClient } from "#world/a-client";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

const aForm = ({ clientId }: { clientId: string }, given: { name?: string; expiresInDays?: string; idempotencyKey?: string } = {}) =>
  issueSecretInput.parse({ clientId, name: "For the new server", idempotencyKey: randomUUID(), ...given });

describe("adding a secret", () => {
  it("R17 R20 R56 stands beside those there are, with its name, hint, maker and event", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const issued = await issueSecret(admin, aForm(client));
    const secrets = await findSecrets(admin, client.clientId);
    expect(secrets.map(({ isLive }) => isLive)).toEqual([true, true]);
    expect(secrets[0]).toMatchObject({
      id: issued.secretId,
      name: "For the new server",
      hint: issued.secret.slice(-4),
      createdBy: admin.name,
      lastUsedAt: null,
    });
    expect((await eventsOf(client)).at(-1)).toMatchObject({
      action: "secret.issued",
      subjectId: issued.secretId,
      after: { name: "For the new server", hint: issued.hint },
    });
  });

  it("R22 SE-12 carries an expiry, and is not live after it", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const { expiresAt, secretId } = await issueSecret(admin, aForm(client, { expiresInDays: "7" }));
    expect((await findSecrets(admin, client.clientId)).find(({ id }) => id === secretId)).toMatchObject({ isLive: true, endedAt: null, expiresAt });
    await letTimePass({ days: 6, hours: 23 });
    expect((await findSecrets(admin, client.clientId)).filter(({ isLive }) => isLive)).toHaveLength(2);
    await letTimePass({ hours: 2 });
    const expired = (await findSecrets(admin, client.clientId)).find(({ id }) => id === secretId);
    expect(expired).toMatchObject({ isLive: false, endedAt: expired?.expiresAt });
    expect(await getClient(admin, client.clientId)).toMatchObject({ liveSecrets: 1, stopsAt: null });
  });

  it("R20 a client has at most ten live ones, also when ten more are asked for at once", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, () => issueSecret(admin, aForm(client))));
    const refused = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(refused).toEqual([1, 2, 3].map(() => refusal("conflict", "10 live secrets")));
    expect(await getClient(admin, client.clientId)).toMatchObject({ liveSecrets: 10 });
  });

  it("R20 live ones are found behind any number of expired ones", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 9; count++) await issueSecret(admin, aForm(client, { expiresInDays: "7" }));
      await letTimePass({ days: 8 });
    }
    const secrets = await findSecrets(admin, client.clientId);
    expect(secrets.map(({ isLive }) => isLive)).toEqual([true, ...Array.from({ length: 19 }, () => false)]);
    expect(await getClient(admin, client.clientId)).toMatchObject({ liveSecrets: 1 });
  });

  it("R15 IN-12 the same form again replaces its secret, twenty times at once as well", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    const form = aForm(client);
    const answers = await Promise.all(Array.from({ length: 20 }, () => issueSecret(admin, form)));
    const live = (await findSecrets(admin, client.clientId)).filter(({ isLive }) => isLive);
    expect(live).toHaveLength(2);
    expect(answers.map(({ secretId }) => secretId)).toContain(live[0]?.id);
    await letTimePass({ minutes: 11 });
    await expect(issueSecret(admin, form)).rejects.toEqual(refusal("conflict", "already sent"));
  });

  it("R15 one client's form gives nothing on another client", async () => {
    const { admin } = await aTenant();
    const [one, other] = [await aClient(admin), await aClient(admin)];
    const form = aForm(one);
    await issueSecret(admin, form);
    await expect(issueSecret(admin, { ...form, clientId: other.clientId })).rejects.toEqual(refusal("conflict"));
    expect(await getClient(admin, other.clientId)).toMatchObject({ liveSecrets: 1 });
  });

  it("R21 R34 R11 refuses a public client, a draft, and a deleted one", async () => {
    const [{ admin }, staff] = [await aTenant(), await aStaff()];
    await expect(issueSecret(admin, aForm(await aPublicClient(admin)))).rejects.toEqual(refusal("conflict", "public"));
    await expect(issueSecret(staff, aForm(await aPartnerClient(staff)))).rejects.toEqual(refusal("conflict", "draft"));
    const deleted = await aClient(admin);
    await deleteClient(admin, { clientId: deleted.clientId, typedName: deleted.name });
    await expect(issueSecret(admin, aForm(deleted))).rejects.toEqual(refusal("conflict", "Restore"));
  });

  it("R2 AZ-10 staff issue for partners' clients and not for tenants'", async () => {
    const { admin } = await aTenant();
    const client = await aClient(admin);
    for (const role of ["cs", "platform_admin"] as const) {
      const staff = await aStaff({ role });
      await expect(issueSecret(staff, aForm(client))).rejects.toEqual(refusal("forbidden"));
      const partner = await aPartnerClient(staff, { redirectUris: ["https://connect.meridian.example/callback"] });
      await activateClient(staff, aForm(partner));
      expect((await issueSecret(staff, aForm(partner))).secret).toMatch(/^gh_secret_/);
    }
  });

  it("R1 R3 refuses a member, and finds no other tenant's client", async () => {
    const [{ admin }, other] = [await aTenant(), await aTenant()];
    const client = await aClient(admin);
    await expect(issueSecret(await aMember(admin), aForm(client))).rejects.toEqual(refusal("forbidden"));
    await expect(issueSecret(other.admin, aForm(client))).rejects.toEqual(refusal("not_found"));
    expect(await findSecrets(other.admin, client.clientId)).toEqual([]);
  });

  it("AZ-07 R15 shows of a secret these fields, and never its digest", async () => {
    const { admin } = await aTenant();
    const { clientId } = await aClient(admin);
    const [secret] = await findSecrets(admin, clientId);
    expect(Object.keys(secret ?? {})).toEqual(["id", "name", "hint", "createdBy", "createdAt", "lastUsedAt", "expiresAt", "endedAt", "isLive", "isReplaced"]);
  });
});
