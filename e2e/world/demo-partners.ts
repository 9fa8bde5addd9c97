import { randomUUID } from "node:crypto";
import type { StaffActor, TenantActor } from "#lib/access/actor";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { createRedirectUrisLinkInput, createSecretLinkInput, submitRedirectUrisInput, takeSecretInput } from "#lib/hand-overs/schemas";
import { submitRedirectUris } from "#lib/hand-overs/submit-redirect-uris";
import { takeSecret } from "#lib/hand-overs/take-secret";
import { registerTenant } from "#lib/tenants/register-tenant";
import { registerTenantInput } from "#lib/tenants/schemas";
import { aBulkJob } from "#world/a-bulk-job";
import { aBrowser, tokenOf } from "#world/a-person";
import { anInteraction } from "#world/an-interaction";
import { asOwner } from "#world/as-owner";
import { finishBulkJobs } from "#world/finish-bulk-jobs";
import { letTimePass } from "#world/let-time-pass";

type Client = { clientId: string };

/** Companies of which nobody has joined yet, each with its first admin. */
const others = {
  "Aldersgate Partners": "Helena Moss",
  "Bluewater Pension Fund": "Idris Okoye",
  "Cairnwell Advisers": "Fiona Cairns",
  "Delmar Family Office": "Mateo Delmar",
  "Eastbrook Capital": "Hana Suzuki",
  "Fairholme Investments": "Owen Pryce",
  "Glenmore Wealth": "Isla Fraser",
  "Hawthorn & Sons": "Priya Nair",
  "Ironbridge Endowment": "Samuel Stone",
  "Juniper Asset Managers": "Linnea Ek",
};

export async function registerOthers(cs: StaffActor): Promise<void> {
  for (const [name, adminName] of Object.entries(others)) {
    const [local, host] = [adminName.split(" ")[0]?.toLowerCase(), name.split(" ")[0]?.toLowerCase()];
    const adminEmail = `${local}@${host}.example`;
    await registerTenant(cs, registerTenantInput.parse({ name, environment: "production", teamName: "Everyone", adminName, adminEmail }));
    await letTimePass({ hours: 3 });
  }
}

/** The one customer list that has a typing error in it. */
export async function enableForMany(cs: StaffActor, client: Client, sandbox: { id: string }): Promise<void> {
  await aBulkJob(cs, client, [...Object.keys(others).slice(0, 7), sandbox.id, "Kestlewick Trust"]);
  await finishBulkJobs(client);
}

/** Those that call with API tokens still, and one that has moved. */
export async function moveFromApiTokens(cs: StaffActor, { clientId }: Client, moved: { id: string; name: string }): Promise<void> {
  await importMigration(cs, { clientId, tenants: [...Object.keys(others).slice(2), moved.name].join("\n") });
  await asOwner(["api_token_migration"], (owner) =>
    owner.query("UPDATE api_token_migration SET reauthenticated_at = now() WHERE client_id = $1 AND tenant_id = $2", [clientId, moved.id]),
  );
}

/** A partner takes a secret on their link. */
export async function handSecretOver(cs: StaffActor, { clientId }: Client): Promise<void> {
  const fields = { clientId, secretName: "Production server", note: "Noor Haddad at Cobalt", lifetimeHours: "24" };
  const token = tokenOf(await createSecretLink(cs, createSecretLinkInput.parse(fields)));
  await letTimePass({ hours: 5 });
  await takeSecret(aBrowser(), takeSecretInput.parse({ token, idempotencyKey: randomUUID() }));
}

/** The next link for the partner waits for them. */
export async function offerAnother(cs: StaffActor, { clientId }: Client): Promise<void> {
  const fields = { clientId, secretName: "Fail-over server", note: "Noor Haddad at Cobalt", lifetimeHours: "168" };
  await createSecretLink(cs, createSecretLinkInput.parse(fields));
}

/** A partner has sent where their application moves to, and staff have not looked at it yet. */
export async function awaitReview(cs: StaffActor, { clientId }: Client): Promise<void> {
  const link = await createRedirectUrisLink(cs, createRedirectUrisLinkInput.parse({ clientId, note: "Jamal Reid at Kestrel", lifetimeHours: "168" }));
  await letTimePass({ hours: 9 });
  const redirectUris = ["https://app.kestrel.example/oauth/callback", "https://eu.kestrel.example/oauth/callback"];
  const sent = submitRedirectUrisInput.parse({ token: tokenOf(link), redirectUris, homePageUri: "https://kestrel.example" });
  await submitRedirectUris(aBrowser(), sent);
}

export async function allow(person: TenantActor, { clientId }: Client, redirectUri: string): Promise<void> {
  await answerPrompt(person, { interaction: await anInteraction({ clientId, redirectUri }), answer: "approve" });
}
