import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { generateClientName } from "#lib/clients/client-name";
import { deleteClient } from "#lib/clients/delete-client";
import { findClients, getClient } from "#lib/clients/find-clients";
import { registerClient } from "#lib/clients/register-client";
import { type RegisterClientInput, registerClientInput } from "#lib/clients/schemas";
import { findSecrets } from "#lib/secrets/find-secrets";
import { retireSecret } from "#lib/secrets/retire-secret";
import { aMember, aStaff, theSystem } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { refusal } from "#world/refusal";

const aForm = (given: Partial<Record<keyof RegisterClientInput, string | string[]>> = {}) =>
  registerClientInput.parse({ name: "Nightly ledger export", kind: "job", idempotencyKey: randomUUID(), ...given });

describe("registering a client", () => {
  it("R1 R7 makes an active client of the admin's tenant, with a client ID and its first secret", async () => {
    const { admin, tenant } = await aTenant({ environment: "sandbox" });
    const registered = await registerClient(admin, aForm());
    const client = await getClient(admin, registered.clientId);
    expect(client).toMatchObject({ name: "Nightly ledger export", state: "active", type: "confidential", environment: "sandbox", liveSecrets: 1 });
    expect(client.owner).toMatchObject({ id: tenant.id, name: tenant.name });
    expect(registered.clientId).toMatch(/^gh_[0-9A-Za-z]{17}$/);
    expect(registered.secret?.secret).toMatch(/^gh_secret_/);
  });

  it("R7 a generated name fills the form, and the client remembers that nobody chose it", async () => {
    const { admin } = await aTenant();
    const generatedName = generateClientName();
    const kept = await registerClient(admin, aForm({ name: generatedName, generatedName }));
    const typed = await registerClient(admin, aForm({ name: "Research sync", generatedName }));
    expect(await getClient(admin, kept.clientId)).toMatchObject({ name: generatedName, isNameGenerated: true });
    expect(await getClient(admin, typed.clientId)).toMatchObject({ name: "Research sync", isNameGenerated: false });
  });

  it("R7 lets two clients bear the same name", async () => {
    const { admin } = await aTenant();
    const [one, other] = [await registerClient(admin, aForm()), await registerClient(admin, aForm())];
    expect(one.clientId).not.toBe(other.clientId);
  });

  it("R56 records who made which client, and nothing of its secret", async () => {
    const { admin, tenant } = await aTenant();
    const { clientId, secret } = await registerClient(admin, aForm());
    const events = await eventsOf({ clientId });
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      action: "client.registered",
      actorId: admin.personId,
      actorName: admin.name,
      tenantId: tenant.id,
      ipAddress: admin.origin.ipAddress,
      requestId: admin.origin.requestId,
      before: null,
      after: { name: "Nightly ledger export", type: "confidential", environment: "production", grants: ["client_credentials"], redirectUris: [] },
    });
    expect(JSON.stringify(events[0]?.after)).not.toContain(secret?.secret);
  });

  it("R1 refuses a member", async () => {
    const member = await aMember((await aTenant()).admin);
    await expect(registerClient(member, aForm())).rejects.toEqual(refusal("forbidden", "Company admin"));
  });

  it("R2 R34 staff register a partner's client as a draft, without a tenant and without a secret", async () => {
    for (const role of ["platform_admin", "cs"] as const) {
      const staff = await aStaff({ role });
      const { clientId, secret } = await registerClient(staff, aForm({ kind: "server", environment: "production" }));
      expect(secret).toBeNull();
      expect(await getClient(staff, clientId)).toMatchObject({
        state: "draft",
        owner: null,
        environment: "production",
        liveSecrets: 0,
        grants: ["authorization_code", "refresh_token"],
      });
    }
  });

  it("R28 refuses client credentials for a partner's client", async () => {
    await expect(registerClient(await aStaff(), aForm())).rejects.toEqual(refusal("invalid", "partner"));
  });

  it("refuses the system, which has no id to own a client by", async () => {
    await expect(registerClient(theSystem, aForm({ kind: "server" }))).rejects.toEqual(refusal("forbidden"));
  });

  it("AZ-06 R47 takes tenant, environment, owner and state from nobody's form", async () => {
    const [{ admin, tenant }, other] = [await aTenant(), await aTenant()];
    const greedy = {
      ...aForm(),
      environment: "sandbox" as const,
      tenantId: other.tenant.id,
      state: "draft",
      clientId: "gh_00000000000000000",
      createdById: other.admin.personId,
      createdAt: new Date(0),
      consentsByItself: true,
      secrets: { create: [{}] },
      tenant: { connect: { id: other.tenant.id } },
    };
    const { clientId } = await registerClient(admin, greedy);
    const client = await getClient(admin, clientId);
    expect(client).toMatchObject({ environment: "production", state: "active", liveSecrets: 1, owner: { id: tenant.id } });
    expect(clientId).not.toBe(greedy.clientId);
    expect(client.createdAt.getTime()).toBeGreaterThan(0);
    expect((await findClients(other.admin, {}, {})).rows).toEqual([]);
  });
});

describe("a form that is sent again", () => {
  it("R15 IN-12 makes no second client: the secret that may not have arrived is replaced", async () => {
    const { admin } = await aTenant();
    const form = aForm();
    const first = await registerClient(admin, form);
    const second = await registerClient(admin, form);
    expect(second.clientId).toBe(first.clientId);
    expect(second.secret?.secret).not.toBe(first.secret?.secret);
    const secrets = await findSecrets(admin, first.clientId);
    expect(secrets.filter(({ isLive }) => isLive).map(({ id }) => id)).toEqual([second.secret?.secretId]);
    expect((await findClients(admin, {}, {})).rows).toHaveLength(1);
    expect((await eventsOf(first)).map(({ action }) => action)).toEqual(["client.registered", "secret.replaced"]);
  });

  it("R15 IN-12 twenty at the same time make one client with one live secret, and the last answer holds it", async () => {
    const { admin } = await aTenant();
    const form = aForm();
    const answers = await Promise.all(Array.from({ length: 20 }, () => registerClient(admin, form)));
    expect(new Set(answers.map(({ clientId }) => clientId)).size).toBe(1);
    expect(new Set(answers.map(({ secret }) => secret?.secret)).size).toBe(20);
    const [client] = (await findClients(admin, {}, {})).rows;
    expect(client).toMatchObject({ liveSecrets: 1 });
    const live = (await findSecrets(admin, client?.clientId ?? "")).filter(({ isLive }) => isLive);
    expect(answers.filter(({ secret }) => secret?.secretId === live[0]?.id)).toHaveLength(1);
  });

  it("R15 after ten minutes is a conflict that says what to do, and changes nothing", async () => {
    const { admin } = await aTenant();
    const form = aForm();
    const { clientId, secret } = await registerClient(admin, form);
    await letTimePass({ minutes: 9 });
    const replaced = await registerClient(admin, form);
    expect(replaced.secret?.secretId).not.toBe(secret?.secretId);
    await letTimePass({ minutes: 2 });
    await expect(registerClient(admin, form)).rejects.toEqual(refusal("conflict", "reset it"));
    expect((await findSecrets(admin, clientId)).find(({ isLive }) => isLive)?.id).toBe(replaced.secret?.secretId);
  });

  it("R15 by another person is another submission", async () => {
    const { admin } = await aTenant();
    const colleague = await aMember(admin, { role: "tenant_admin" });
    const form = aForm();
    const [mine, theirs] = [await registerClient(admin, form), await registerClient(colleague, form)];
    expect(theirs.clientId).not.toBe(mine.clientId);
    expect((await findClients(admin, {}, {})).rows).toHaveLength(2);
  });

  it("R15 brings back no secret that was ended, and none of a client that was deleted", async () => {
    const { admin } = await aTenant();
    const [ended, deleted] = [aForm({ name: "Ended" }), aForm({ name: "Deleted" })];
    const { clientId, secret } = await registerClient(admin, ended);
    await retireSecret(admin, { clientId, secretId: secret?.secretId ?? "", typedName: "Ended" });
    await expect(registerClient(admin, ended)).rejects.toEqual(refusal("conflict", "ended"));

    await deleteClient(admin, { ...(await registerClient(admin, deleted)), typedName: "Deleted" });
    await expect(registerClient(admin, deleted)).rejects.toEqual(refusal("conflict", "Restore"));
  });

  it("R15 of a partner's draft answers with the same draft", async () => {
    const staff = await aStaff();
    const form = aForm({ kind: "server" });
    expect(await registerClient(staff, form)).toEqual(await registerClient(staff, form));
  });
});
