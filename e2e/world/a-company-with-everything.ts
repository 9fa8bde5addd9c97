import { randomBytes } from "node:crypto";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { answerDevice } from "#lib/consents/answer-device";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { requestInstallation } from "#lib/installations/request-installation";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { createPersonLink } from "#lib/members/create-person-link";
import { sha256 } from "#lib/random";
import { removeWebhook, setWebhook } from "#lib/webhooks/set-webhook";
import { aBulkJob } from "#world/a-bulk-job";
import { addRedirectUris, anActivePartnerClient, aPublicClient, configure } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { anApp, letIn } from "#world/an-app";
import { aDeviceRequest, anInteraction } from "#world/an-interaction";
import { asOwner } from "#world/as-owner";
import { aStage } from "#world/every-verb";

/** A company that has a row in every table that can hold one of it; a new table needs one here too (TI-10). */
export async function aCompanyWithEverything() {
  const staff = await aStaff();
  const { tenant, admin, member, client, app, team } = await aStage();
  await setWebhook(staff, { url: "https://platform.example/hook" });
  await setWebhook(admin, { url: "https://company.example/hook" });

  const partner = await anActivePartnerClient(staff);
  const asked = await anActivePartnerClient(staff);
  await requestEnablement(member, { clientId: asked.clientId, reason: "For the desk" });
  await aBulkJob(staff, partner, [tenant.id]);
  await enableForTenant(staff, { clientId: partner.clientId, tenantId: tenant.id });
  await importMigration(staff, { clientId: partner.clientId, tenants: tenant.id });
  await removeWebhook(staff);
  await setWebhook(staff, { url: "https://platform.example/hook" });
  await enableForTenant(staff, { clientId: asked.clientId, tenantId: tenant.id });

  await letIn(admin, app);
  const another = await anApp(tenant);
  await requestInstallation(member, { ...another, reason: "For the reports" });
  await addRedirectUris(client.clientId, ["https://app.example/callback"]);
  const scopeName = await aScope();
  await configure(client.clientId, { scopes: { create: [{ scopeName }] } });
  const browser = await aPublicClient(admin);
  await answerPrompt(member, { interaction: await anInteraction(browser), answer: "approve" });
  const device = await aPublicClient(admin, { kind: "device" });
  const userCode = [...randomBytes(8)].map((byte) => String.fromCharCode(65 + (byte % 26))).join("");
  await aDeviceRequest({ ...device, userCode });
  await answerDevice(member, { userCode, answer: "approve" });
  await createPersonLink(admin, member);

  await asOwner(["service_account", "openid_identity"], async (owner) => {
    await owner.query("INSERT INTO service_account (id, client_id, tenant_id) VALUES (gen_random_uuid(), $1, $2)", [app.clientId, tenant.id]);
    await owner.query("INSERT INTO openid_identity (issuer, subject, person_id) VALUES ('https://login.example', $1, $2)", [member.email, member.personId]);
  });
  const former = await anActivePartnerClient(staff);
  const kinds = ["Grant", "AccessToken", "RefreshToken"];
  const tokens = [client, partner, app].flatMap(({ clientId }) => kinds.map((kind) => ({ kind, clientId, tenantId: tenant.id, personId: member.personId })));
  // Its integration was switched off since.
  await addTokens([...tokens, { kind: "AccessToken", clientId: former.clientId, tenantId: tenant.id, personId: admin.personId }]);
  return { staff, tenant, team, admin, member, client, app, partner, clientIds: [client, browser, device].map(({ clientId }) => clientId) };
}

type Token = { kind: string; clientId: string; tenantId: string; personId: string };

/** As the token service keeps them. */
export async function addTokens(tokens: Token[]): Promise<void> {
  await asOwner(["oidc_artifact"], async (owner) => {
    for (const { kind, clientId, tenantId, personId } of tokens) {
      await owner.query(
        `INSERT INTO oidc_artifact (kind, id_digest, payload, client_id, tenant_id, account_id, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, now() + interval '1 hour')`,
        [kind, sha256(randomBytes(16).toString("hex")), { extra: { tenant_id: tenantId } }, clientId, tenantId, personId],
      );
    }
  });
}
