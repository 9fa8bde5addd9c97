import { randomInt, randomUUID } from "node:crypto";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { generateClientId } from "#lib/clients/client-id";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient } from "#lib/clients/disable-client";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findConsents } from "#lib/consents/find-consents";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { findHandOvers } from "#lib/hand-overs/find-hand-overs";
import { createRedirectUrisLinkInput, createSecretLinkInput } from "#lib/hand-overs/schemas";
import { findRequests } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { disablePerson } from "#lib/members/disable-person";
import { findNotifications } from "#lib/notifications/find-notifications";
import { retireScope } from "#lib/scopes/retire-scope";
import { disableTenant } from "#lib/tenants/disable-tenant";
import { findDeliveries } from "#lib/webhooks/find-webhook";
import { aClient, addRedirectUris, anActivePartnerClient, aPartnerClient, configure } from "#world/a-client";
import { send } from "#world/a-hand-over";
import { aMember, anEmail, signedIn, theSystem, tokenOf } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { anApp } from "#world/an-app";
import { aDeviceRequest, anInteraction } from "#world/an-interaction";
import type { World } from "./access-world.ts";

export type Aim = Record<string, string>;
type Fields = Record<string, string>;

const URI = "https://app.example/cb";
const SOON = { lifetimeHours: "1" };
const key = () => ({ idempotencyKey: randomUUID() });

/** What an action can be aimed at, made anew for each try that succeeds: a company's own things, and those between staff and a partner. */
export const aims: Record<string, (world: World) => Promise<Aim>> = {
  "-": async () => ({}),
  async client({ ours }) {
    const { clientId, name, secretId } = await aClient(ours.admin);
    return { clientId, typedName: name, secretId, version: "1" };
  },
  async "disabled client"({ ours }) {
    const client = await aClient(ours.admin);
    await disableClient(ours.admin, client);
    return { clientId: client.clientId };
  },
  async "deleted client"({ ours }) {
    const { clientId, name } = await aClient(ours.admin);
    await deleteClient(ours.admin, { clientId, typedName: name });
    return { clientId };
  },
  async "draft client"({ ours }) {
    const { clientId } = await aClient(ours.admin);
    await addRedirectUris(clientId, [URI]);
    await configure(clientId, { state: "draft" });
    return { clientId };
  },
  async person({ ours }) {
    const { personId, name } = await aMember(ours.admin);
    return { personId, typedName: name, version: "1" };
  },
  async "disabled person"({ ours }) {
    const { personId } = await aMember(ours.admin);
    await disablePerson(ours.admin, { personId });
    return { personId };
  },
  async app({ ours }) {
    return { clientId: (await anApp(ours.tenant)).clientId, version: "2", mark: "" };
  },
  async delivery({ ours }) {
    const { clientId } = await anActivePartnerClient(ours.cs);
    await enableForTenant(ours.cs, { clientId, tenantId: ours.tenant.id });
    return { deliveryId: (await findDeliveries(ours.admin, {})).rows[0]?.deliveryId ?? "" };
  },
  "own session": async ({ ours }) => ({ sessionId: (await signedIn(ours.admin)).sessionId }),
  async "own consent"({ ours }) {
    const { clientId } = await aClient(ours.admin);
    await answerPrompt(ours.admin, { interaction: await anInteraction({ clientId }), answer: "approve" });
    return { consentId: (await findConsents(ours.admin))[0]?.id ?? "" };
  },
  async "own message"({ ours }) {
    return { notificationId: (await findNotifications(ours.admin, {})).rows[0]?.id ?? "" };
  },
  async prompt({ ours }) {
    return { interaction: await anInteraction({ clientId: (await aClient(ours.admin)).clientId }) };
  },
  async device({ ours }) {
    const { clientId } = await aClient(ours.admin);
    await configure(clientId, { grants: ["device_code"] });
    const userCode = Array.from({ length: 8 }, () => String.fromCharCode(65 + randomInt(26))).join("");
    await aDeviceRequest({ clientId, userCode });
    return { userCode };
  },
  async "partner's client"({ ours }) {
    const { clientId, name } = await anActivePartnerClient(ours.cs, { redirectUris: [URI] });
    return { clientId, typedName: name, version: "2", tenantId: ours.tenant.id };
  },
  async "partner's draft"({ ours }) {
    const { clientId } = await aPartnerClient(ours.cs, { redirectUris: [URI] });
    return { clientId };
  },
  async "partner's sandbox"({ ours }) {
    const { clientId } = await aPartnerClient(ours.cs, { environment: "sandbox", redirectUris: [URI] });
    return { clientId, version: "1" };
  },
  async enablement({ ours }) {
    const { clientId } = await anActivePartnerClient(ours.cs);
    await enableForTenant(ours.cs, { clientId, tenantId: ours.tenant.id });
    return { clientId, tenantId: ours.tenant.id };
  },
  async migration({ ours }) {
    const { clientId } = await anActivePartnerClient(ours.cs);
    await importMigration(ours.cs, { clientId, tenants: ours.tenant.id });
    return { clientId, tenantId: ours.tenant.id };
  },
  async request({ ours }) {
    const { clientId } = await anActivePartnerClient(ours.cs);
    await requestEnablement(ours.member, { clientId, reason: "For the reports" });
    const asked = (await findRequests(ours.cs, { isOpen: true }, {})).rows.find(({ client }) => client.clientId === clientId);
    return { requestId: asked?.requestId ?? "" };
  },
  async "partner's link"({ ours }) {
    const { clientId } = await anActivePartnerClient(ours.cs);
    return { token: tokenOf(await createSecretLink(ours.cs, createSecretLinkInput.parse({ clientId, secretName: "Theirs", ...SOON }))), ...key() };
  },
  async submission({ ours }) {
    const { clientId } = await anActivePartnerClient(ours.cs);
    const token = tokenOf(await createRedirectUrisLink(ours.cs, createRedirectUrisLinkInput.parse({ clientId, ...SOON })));
    await send(token, ["https://partner.example/new"], "https://partner.example");
    const [link] = (await findHandOvers(ours.cs, clientId, {})).rows;
    return { handOverId: link?.id ?? "", submittedAt: link?.submittedAt?.toISOString() ?? "", version: "2", token };
  },
  job: async ({ objects }) => ({ jobId: objects.partner.jobId }),
  async company() {
    const { tenant } = await aTenant();
    return { tenantId: tenant.id, typedName: tenant.name, version: "1" };
  },
  async "disabled company"() {
    const { tenant } = await aTenant();
    await disableTenant(theSystem, { tenantId: tenant.id });
    return { tenantId: tenant.id };
  },
  scope: async () => ({ scopeName: await aScope(), version: "1" }),
  async "retired scope"() {
    const scopeName = await aScope();
    await retireScope(theSystem, { scopeName });
    return { scopeName };
  },
  "somebody's link": async ({ ours }) => ({ token: ours.ids.token }),
  missing: async ({ objects }) => ({
    ...objects.missing,
    scopeName: "no.such",
    typedName: "Nothing",
    version: "1",
    userCode: "QQQQQQQQ",
    deliveryId: randomUUID(),
    notificationId: randomUUID(),
    consentId: randomUUID(),
    sessionId: randomUUID(),
    submittedAt: new Date().toISOString(),
  }),
};

const only = (...names: string[]) => ({ names });
const also = (fields: () => Fields, ...names: string[]) => ({ names, fields });

const words = { title: "Mine", description: "Mine.", risk: "low" };
const settings = { name: "Changed", type: "confidential", authMethod: "client_secret_basic", acceptsImpact: "on", redirectUris: URI };

/** The form of every action: which IDs of its aim it holds, and what else. */
export const forms: Record<string, { names: string[]; fields?: () => Fields }> = {
  chooseTheme: also(() => ({ theme: "dark" })),
  // An e-mail address that is none, so that nobody's tries are used up.
  signInAction: also(() => ({ email: "nobody", password: "x" })),
  forgotPasswordAction: also(() => ({ email: "nobody" })),
  continueWithOpenidAction: only(),
  acceptLinkAction: also(() => ({ password: "short" }), "token"),
  takeSecretAction: also(key, "token"),
  submitRedirectUrisAction: also(() => ({ redirectUris: URI }), "token"),
  changePasswordAction: also(() => ({ currentPassword: "not the password", password: "otters read by daylight" })),
  endSessionAction: only("sessionId"),
  revokeConsentAction: only("consentId"),
  markReadAction: only("notificationId"),
  answerPromptAction: also(() => ({ answer: "approve" }), "interaction"),
  answerDeviceAction: also(() => ({ answer: "approve" }), "userCode"),
  requestInstallationAction: also(() => ({ reason: "For the reports" }), "clientId"),
  requestEnablementAction: also(() => ({ reason: "For the reports" }), "clientId"),
  decideInstallationAction: also(() => ({ answer: "approve" }), "clientId", "version", "mark"),
  registerClientAction: also(() => ({ name: "Another", kind: "server", environment: "production", ...key() })),
  diagnoseAction: also(() => ({ address: `https://token.example/oauth/authorization?client_id=${generateClientId()}` })),
  disableAction: only("clientId"),
  enableAction: only("clientId"),
  restoreAction: only("clientId"),
  renameClientAction: also(() => ({ name: "Renamed" }), "clientId", "version"),
  changeClientAction: also(() => ({ ...settings, ...key() }), "clientId", "version"),
  activateClientAction: also(() => ({ ...key(), firstSecret: "show" }), "clientId"),
  promoteClientAction: also(() => ({ redirectUris: URI }), "clientId", "version"),
  deleteClientAction: only("clientId", "typedName"),
  issueSecretAction: also(() => ({ name: "Another", ...key() }), "clientId"),
  resetSecretAction: also(() => ({ graceSeconds: "0", ...key() }), "clientId", "secretId"),
  resetAllSecretsAction: also(key, "clientId"),
  retireSecretAction: only("clientId", "secretId", "typedName"),
  createPersonLinkAction: only("personId"),
  disablePersonAction: only("personId"),
  enablePersonAction: only("personId"),
  endSessionsAction: only("personId"),
  deletePersonAction: only("personId", "version", "typedName"),
  changeRoleAction: also(() => ({ role: "tenant_admin" }), "personId"),
  invitePersonAction: also(() => ({ name: "Yuki Tanaka", email: anEmail(), role: "member" }), "tenantId"),
  createTeamAction: also(() => ({ name: `Team ${randomUUID()}` }), "tenantId"),
  setWebhookAction: also(() => ({ url: `https://${randomUUID()}.hooks.example/` })),
  sendAgainAction: only("deliveryId"),
  removeWebhookAction: only(),
  enableForTenantAction: only("clientId", "tenantId"),
  disableFromClientAction: only("clientId", "tenantId"),
  disableFromTenantAction: only("clientId", "tenantId"),
  grantRequestAction: only("requestId"),
  refuseRequestAction: also(() => ({ word: "Not before the review" }), "requestId"),
  createSecretLinkAction: also(() => ({ secretName: "Theirs", ...SOON }), "clientId"),
  createRedirectUrisLinkAction: also(() => SOON, "clientId"),
  withdrawAction: only("handOverId"),
  applySubmissionAction: also(key, "handOverId", "submittedAt", "version"),
  refuseSubmissionAction: only("handOverId", "submittedAt"),
  planBulkJobAction: also(() => ({ verb: "enable" }), "clientId", "tenants"),
  startBulkJobAction: also(() => ({ verb: "enable", ...key() }), "clientId", "tenants"),
  cancelBulkJobAction: only("jobId"),
  retryBulkJobAction: only("jobId"),
  importMigrationAction: only("clientId", "tenants"),
  removeFromMigrationAction: only("clientId", "tenantId"),
  registerTenantAction: also(() => ({ name: "Another", environment: "sandbox", teamName: "First", adminName: "Yuki Tanaka", adminEmail: anEmail() })),
  renameTenantAction: also(() => ({ name: "Renamed" }), "tenantId", "version"),
  disableTenantAction: only("tenantId"),
  deleteTenantAction: only("tenantId", "version", "typedName"),
  enableTenantAction: only("tenantId"),
  addScopeAction: also(() => ({ scopeName: `notes:${randomUUID()}`, ...words })),
  changeScopeAction: also(() => words, "scopeName", "version"),
  retireScopeAction: only("scopeName"),
  restoreScopeAction: only("scopeName"),
  signOutAction: only(),
};

/** The form of an action with these IDs in it. */
export function fill(action: string, aim: Aim): Fields {
  const form = forms[action];
  if (!form) throw new Error(`${action} has no form`);
  const ids = form.names.flatMap((name) => (aim[name] === undefined ? [] : [[name, aim[name]]]));
  return { ...form.fields?.(), ...Object.fromEntries(ids), ...(form.names.includes("tenants") && { tenants: aim.tenantId ?? "" }) };
}
