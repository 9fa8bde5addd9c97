import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { StaffActor } from "#lib/access/actor";
import { startBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { activateClient } from "#lib/clients/activate-client";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets } from "#lib/secrets/reset-all-secrets";
import { resetSecret } from "#lib/secrets/reset-secret";
import { issueSecretInput, resetSecretInput } from "#lib/secrets/schemas";
import { anActivePartnerClient, aPartnerClient, configure } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { changeSettings } from "#world/change-settings";
import { manyTenants } from "#world/many-tenants";
import { refusal } from "#world/refusal";

type Form = { clientId: string; idempotencyKey: string };
type Send = (staff: StaffActor, form: Form) => Promise<unknown>;

const active = async (staff: StaffActor) => (await anActivePartnerClient(staff)).clientId;
const asPublic = async (staff: StaffActor) => {
  const clientId = await active(staff);
  await configure(clientId, { type: "public", authMethod: "none" });
  return clientId;
};
const draft = async (staff: StaffActor) => {
  const { clientId } = await aPartnerClient(staff, { redirectUris: ["https://partner.example/callback"] });
  return clientId;
};
const reset: Send = async (staff, form) => {
  const { secretId } = await issueSecret(staff, issueSecretInput.parse({ clientId: form.clientId, name: "Another", idempotencyKey: randomUUID() }));
  return resetSecret(staff, resetSecretInput.parse({ ...form, secretId, graceSeconds: "0" }));
};
const startJob: Send = async (staff, form) => {
  const [tenant] = await manyTenants(1);
  return startBulkJob(staff, startBulkJobInput.parse({ ...form, verb: "enable", tenants: tenant?.slug }));
};

const everyVerb: Record<string, { client: (staff: StaffActor) => Promise<string>; send: Send }> = {
  issueSecret: { client: active, send: (staff, form) => issueSecret(staff, issueSecretInput.parse({ ...form, name: "Another" })) },
  resetSecret: { client: active, send: reset },
  resetAllSecrets: { client: active, send: resetAllSecrets },
  activateClient: { client: draft, send: activateClient },
  changeClient: {
    client: asPublic,
    send: (staff, { idempotencyKey, ...client }) => changeSettings(staff, client, { type: "confidential", authMethod: "client_secret_basic", idempotencyKey }),
  },
  startBulkJob: { client: active, send: startJob },
};

describe("the key of a form", () => {
  for (const [verb, { client, send }] of Object.entries(everyVerb)) {
    it(`R15 IN-09 ${verb}: of two clients that a crafted form sends one key for, at once, one is changed and the other refused in a sentence`, async () => {
      const staff = await aStaff();
      const idempotencyKey = randomUUID();
      const forms = [await client(staff), await client(staff)].map((clientId) => ({ clientId, idempotencyKey }));
      const outcomes = await Promise.allSettled(forms.map((form) => send(staff, form)));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      for (const outcome of outcomes) if (outcome.status === "rejected") expect(outcome.reason).toEqual(refusal("conflict", "sent for another client"));
    });
  }
});
