import { randomUUID } from "node:crypto";
import type { TenantActor } from "#lib/access/actor";
import { countMigration, findMigration, findWholeMigration } from "#lib/api-token-migrations/find-migration";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { removeFromMigration } from "#lib/api-token-migrations/remove-from-migration";
import type { AuditAction } from "#lib/audit/catalogue";
import { findEvents } from "#lib/audit/find-events";
import { cancelBulkJob } from "#lib/bulk-jobs/cancel-bulk-job";
import { findBulkJobItems, findBulkOutcome } from "#lib/bulk-jobs/find-bulk-job-items";
import { findBulkJobs, getBulkJob } from "#lib/bulk-jobs/find-bulk-jobs";
import { planBulkJob } from "#lib/bulk-jobs/plan-bulk-job";
import { retryBulkJob } from "#lib/bulk-jobs/retry-bulk-job";
import { planBulkJobInput } from "#lib/bulk-jobs/schemas";
import { startBulkJob } from "#lib/bulk-jobs/start-bulk-job";
import { activateClient } from "#lib/clients/activate-client";
import { changeClient } from "#lib/clients/change-client";
import { countDamage } from "#lib/clients/count-damage";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient, enableClient } from "#lib/clients/disable-client";
import { findActingSubjects } from "#lib/clients/find-acting-subjects";
import { findClients, getClient } from "#lib/clients/find-clients";
import { findPromotion } from "#lib/clients/find-promotion";
import { getClientSettings } from "#lib/clients/get-client-settings";
import { promoteClient } from "#lib/clients/promote-client";
import { registerClient } from "#lib/clients/register-client";
import { renameClient } from "#lib/clients/rename-client";
import { restoreClient } from "#lib/clients/restore-client";
import { changeClientInput, registerClientInput } from "#lib/clients/schemas";
import { answerDevice } from "#lib/consents/answer-device";
import { answerPrompt } from "#lib/consents/answer-prompt";
import { findConsents } from "#lib/consents/find-consents";
import { findDevicePrompt } from "#lib/consents/find-device-prompt";
import { findPrompt } from "#lib/consents/find-prompt";
import { findReturnUrl } from "#lib/consents/find-return-url";
import { revokeConsent } from "#lib/consents/revoke-consent";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { findClientsToEnable, findTenantsToEnable } from "#lib/enablements/find-candidates";
import { findEnabledClients, findEnabledTenants, getEnablement } from "#lib/enablements/find-enabled";
import { endpoints } from "#lib/endpoints";
import { applySubmission } from "#lib/hand-overs/apply-submission";
import { createRedirectUrisLink } from "#lib/hand-overs/create-redirect-uris-link";
import { createSecretLink } from "#lib/hand-overs/create-secret-link";
import { findHandOvers, findWaitingSubmissions } from "#lib/hand-overs/find-hand-overs";
import { getSubmission } from "#lib/hand-overs/get-submission";
import { refuseSubmission } from "#lib/hand-overs/refuse-submission";
import { withdrawHandOver } from "#lib/hand-overs/withdraw-hand-over";
import { findAsked } from "#lib/home/find-asked";
import { findAttention } from "#lib/home/find-attention";
import { decideInstallation } from "#lib/installations/decide-installation";
import { findInstallationRequests, findOwnRequests } from "#lib/installations/find-installation-requests";
import { findInstallations, findReopened, getInstallation } from "#lib/installations/find-installations";
import { requestInstallation } from "#lib/installations/request-installation";
import { grantRequest, refuseRequest } from "#lib/integrations/answer-request";
import { findIntegrations, getIntegration } from "#lib/integrations/find-integrations";
import { findOwnEnablementRequests } from "#lib/integrations/find-own-enablement-requests";
import { countRequests, findRequests, getRequest } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { changePassword } from "#lib/members/change-password";
import { changeRole } from "#lib/members/change-role";
import { countPersonRemoval } from "#lib/members/count-person-removal";
import { createPersonLink } from "#lib/members/create-person-link";
import { deletePerson } from "#lib/members/delete-person";
import { disablePerson, enablePerson } from "#lib/members/disable-person";
import { endSessions } from "#lib/members/end-sessions";
import { findPeople, getPerson } from "#lib/members/find-people";
import { invitePerson } from "#lib/members/invite-person";
import { endOwnSession, findOwnSessions } from "#lib/members/sessions";
import { countUnread, findNotifications } from "#lib/notifications/find-notifications";
import { markRead } from "#lib/notifications/mark-read";
import { addScope } from "#lib/scopes/add-scope";
import { changeScope } from "#lib/scopes/change-scope";
import { findScopes, getScope } from "#lib/scopes/find-scopes";
import { restoreScope, retireScope } from "#lib/scopes/retire-scope";
import { findSecrets } from "#lib/secrets/find-secrets";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetAllSecrets } from "#lib/secrets/reset-all-secrets";
import { resetSecret } from "#lib/secrets/reset-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { countRemoval } from "#lib/tenants/count-removal";
import { countTenant } from "#lib/tenants/count-tenant";
import { createTeam } from "#lib/tenants/create-team";
import { deleteTenant } from "#lib/tenants/delete-tenant";
import { disableTenant, enableTenant } from "#lib/tenants/disable-tenant";
import { findTeams } from "#lib/tenants/find-teams";
import { findTenants, getTenant } from "#lib/tenants/find-tenants";
import { registerTenant } from "#lib/tenants/register-tenant";
import { renameTenant } from "#lib/tenants/rename-tenant";
import { diagnoseAuthorization } from "#lib/usage/diagnose-authorization";
import { findRefusedRequests } from "#lib/usage/find-refused-requests";
import { findUsage } from "#lib/usage/find-usage";
import { findDeliveries, getWebhook } from "#lib/webhooks/find-webhook";
import { sendAgain } from "#lib/webhooks/send-again";
import { removeWebhook, setWebhook } from "#lib/webhooks/set-webhook";
import { aClient, addRedirectUris, anActivePartnerClient, configure, type RegisteredWithSecret } from "#world/a-client";
import { aMember, anEmail, aStaff, PASSWORD } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant, type World } from "#world/a-tenant";
import { anApp } from "#world/an-app";
import { aDeviceRequest, anInteraction } from "#world/an-interaction";
import { recordRefusal } from "#world/record-refusal";
import { recordUse } from "#world/record-use";

/** A tenant with one of everything that a verb can be aimed at. */
export type Stage = World & { member: TenantActor; client: RegisteredWithSecret; app: { clientId: string } };

export async function aStage(): Promise<Stage> {
  const world = await aTenant();
  const client = await aClient(world.admin);
  await recordUse(client, { hoursAgo: 1, days: 1, tokensADay: 3 });
  await recordRefusal(client, { error: "invalid_scope", reason: "scope_not_allowed", value: client.clientId });
  return { ...world, member: await aMember(world.admin), client, app: await anApp(world.tenant) };
}

type Call = (actor: TenantActor, aim: Stage) => Promise<unknown>;
/** `own`: acts on nobody but the actor. `staff`: nobody of a tenant may. */
type Kind = { own?: true; staff?: true };
type Read = Kind & { read: Call };
type Write = Kind & { write: Call; events: AuditAction[]; first?: Call };

const key = () => ({ idempotencyKey: randomUUID() });
const words = { title: "Mine", description: "Mine.", risk: "low" as const };
const secretOf = ({ client: { clientId, secretId } }: Stage) => ({ clientId, secretId });
const disableIt: Call = (_, { admin, client }) => disableClient(admin, client);
const deleteIt: Call = (_, { admin, client }) => deleteClient(admin, { clientId: client.clientId, typedName: client.name });
const disableThem: Call = (_, { admin, member }) => disablePerson(admin, member);

const interactionOf = ({ client }: Stage) => client.clientId.padEnd(43, "x");
const beginIt: Call = (_, aim) => anInteraction({ clientId: aim.client.clientId, uid: interactionOf(aim) });
const allowIt: Call = async (actor, aim) => {
  await beginIt(actor, aim);
  await answerPrompt(actor, { interaction: interactionOf(aim), answer: "approve" });
};
/** Made of the client's ID, so that the verb knows it too. */
const userCodeOf = ({ client }: Stage) => [...client.clientId.slice(-8)].map((character) => String.fromCharCode(65 + (character.charCodeAt(0) % 26))).join("");
const beginOnDevice: Call = async (_, aim) => {
  await configure(aim.client.clientId, { grants: ["device_code"] });
  await aDeviceRequest({ clientId: aim.client.clientId, userCode: userCodeOf(aim) });
};
const manyOf = ({ client, tenant }: Stage) => planBulkJobInput.parse({ clientId: client.clientId, verb: "enable", tenants: tenant.id });
const nobodys = "01a1fc0b-814a-7618-a17a-156a1a74fae8";

/** A partner's, on offer to the actor's company. */
async function anIntegration({ tenant: { environment } }: TenantActor): Promise<string> {
  return (await anActivePartnerClient(await aStaff(), { environment })).clientId;
}

/** Every read of lib, aimed at the things of a tenant. */
export const everyRead: Record<string, Read> = {
  findEvents: { read: (actor, { client }) => findEvents(actor, { clientId: client.clientId }, {}) },
  countDamage: { read: (actor, { client }) => countDamage(actor, client.clientId) },
  findActingSubjects: { read: (actor, { tenant }) => findActingSubjects(actor, tenant.id, { mayActForUsers: true }) },
  findClients: { read: (actor, { tenant }) => findClients(actor, { tenantId: tenant.id }, {}) },
  getClient: { read: (actor, { client }) => getClient(actor, client.clientId) },
  findPromotion: { staff: true, read: (actor, { client }) => findPromotion(actor, client.clientId) },
  getClientSettings: { read: (actor, { client }) => getClientSettings(actor, client.clientId) },
  findUsage: { read: (actor, { client }) => findUsage(actor, client.clientId) },
  findRefusedRequests: { read: (actor, { client }) => findRefusedRequests(actor, client.clientId) },
  diagnoseAuthorization: {
    read: (actor, { client }) => diagnoseAuthorization(actor, { address: `${endpoints().authorization}?client_id=${client.clientId}` }),
  },
  findPeople: { read: (actor, { tenant }) => findPeople(actor, { tenantId: tenant.id }, {}) },
  getPerson: { read: (actor, { member }) => getPerson(actor, member.personId) },
  findOwnSessions: { own: true, read: (actor) => findOwnSessions(actor) },
  findPrompt: { own: true, read: (actor, aim) => findPrompt(actor, interactionOf(aim)) },
  // The host is what it finds; the rest it is given.
  findReturnUrl: { own: true, read: async (actor, aim) => new URL(await findReturnUrl(actor, { interaction: interactionOf(aim), ticket: "x" })).origin },
  findDevicePrompt: { own: true, read: (actor, aim) => findDevicePrompt(actor, userCodeOf(aim)) },
  findOwnRequests: { own: true, read: (actor) => findOwnRequests(actor) },
  findInstallationRequests: { read: (actor, { app }) => findInstallationRequests(actor, { clientId: app.clientId }, {}) },
  findInstallations: { read: (actor) => findInstallations(actor, {}) },
  findReopened: { read: (actor) => findReopened(actor) },
  getInstallation: { read: (actor, { app }) => getInstallation(actor, app.clientId) },
  findOwnEnablementRequests: { own: true, read: (actor) => findOwnEnablementRequests(actor) },
  findAsked: { own: true, read: (actor) => findAsked(actor) },
  findConsents: { own: true, read: (actor) => findConsents(actor) },
  findSecrets: { read: (actor, { client }) => findSecrets(actor, client.clientId) },
  findHandOvers: { staff: true, read: (actor, { client }) => findHandOvers(actor, client.clientId, {}) },
  findWaitingSubmissions: { staff: true, read: (actor, { client }) => findWaitingSubmissions(actor, client.clientId) },
  getSubmission: { staff: true, read: (actor) => getSubmission(actor, nobodys) },
  findTenants: { staff: true, read: (actor) => findTenants(actor, {}, {}) },
  findIntegrations: { own: true, read: (actor) => findIntegrations(actor, {}, {}) },
  getIntegration: { own: true, read: async (actor) => getIntegration(actor, await anIntegration(actor)) },
  findRequests: { staff: true, read: (actor) => findRequests(actor, { isOpen: true }, {}) },
  countRequests: { staff: true, read: (actor) => countRequests(actor) },
  getRequest: { staff: true, read: (actor) => getRequest(actor, nobodys) },
  getWebhook: { read: async (actor) => ({ webhook: await getWebhook(actor) }) },
  findDeliveries: { read: (actor) => findDeliveries(actor, {}) },
  findNotifications: { own: true, read: (actor) => findNotifications(actor, {}) },
  // Changes nothing but what its reader has read, which is nobody else's business.
  markRead: { own: true, read: (actor) => markRead(actor, {}) },
  countUnread: { own: true, read: async (actor) => ({ unread: await countUnread(actor) }) },
  countPersonRemoval: { read: (actor, { member }) => countPersonRemoval(actor, member.personId) },
  countRemoval: { staff: true, read: (actor, { tenant }) => countRemoval(actor, tenant.id) },
  countTenant: { staff: true, read: (actor, { tenant }) => countTenant(actor, tenant.id) },
  findEnabledTenants: { staff: true, read: (actor, { client }) => findEnabledTenants(actor, client, {}) },
  findEnabledClients: { staff: true, read: (actor, { tenant }) => findEnabledClients(actor, { tenantId: tenant.id }, {}) },
  getEnablement: { staff: true, read: (actor, { client, tenant }) => getEnablement(actor, { clientId: client.clientId, tenantId: tenant.id }) },
  findTenantsToEnable: { staff: true, read: (actor, { client }) => findTenantsToEnable(actor, client) },
  findClientsToEnable: { staff: true, read: (actor, { tenant }) => findClientsToEnable(actor, { tenantId: tenant.id }) },
  planBulkJob: { staff: true, read: (actor, aim) => planBulkJob(actor, manyOf(aim)) },
  findBulkJobs: { staff: true, read: (actor, { client }) => findBulkJobs(actor, client, {}) },
  getBulkJob: { staff: true, read: (actor, { client }) => getBulkJob(actor, { clientId: client.clientId, jobId: nobodys }) },
  findBulkJobItems: { staff: true, read: (actor) => findBulkJobItems(actor, { jobId: nobodys }, {}) },
  countMigration: { staff: true, read: (actor, { client }) => countMigration(actor, client.clientId) },
  findMigration: { staff: true, read: (actor, { client }) => findMigration(actor, client, {}) },
  findWholeMigration: { staff: true, read: (actor, { client }) => findWholeMigration(actor, client) },
  findBulkOutcome: { staff: true, read: (actor) => findBulkOutcome(actor, { jobId: nobodys }) },
  getTenant: { read: (actor, { tenant }) => getTenant(actor, tenant.id) },
  findAttention: { own: true, read: (actor) => findAttention(actor) },
  findScopes: { read: (actor) => findScopes(actor) },
  getScope: { read: async (actor) => getScope(actor, await aScope()) },
  findTeams: { read: (actor, { tenant }) => findTeams(actor, tenant.id) },
};

/** Every write of lib, aimed at the things of a tenant, with the events that it records. */
export const everyWrite: Record<string, Write> = {
  registerClient: {
    write: (actor) => registerClient(actor, registerClientInput.parse({ name: "Another", kind: "job", ...key() })),
    events: ["client.registered"],
  },
  renameClient: { write: (actor, { client }) => renameClient(actor, { clientId: client.clientId, version: 1, name: "Renamed" }), events: ["client.renamed"] },
  changeClient: {
    write: (actor, { client: { clientId } }) =>
      changeClient(actor, changeClientInput.parse({ clientId, version: "1", name: "Changed", type: "confidential", mayActForUsers: "on", ...key() })),
    events: ["client.changed"],
  },
  activateClient: {
    first: async (_, { client: { clientId } }) => {
      await addRedirectUris(clientId, ["https://app.example.com/callback"]);
      await configure(clientId, { state: "draft" });
    },
    write: (actor, { client }) => activateClient(actor, { clientId: client.clientId, ...key() }),
    events: ["client.activated"],
  },
  disableClient: { write: (actor, { client }) => disableClient(actor, client), events: ["client.disabled"] },
  enableClient: { first: disableIt, write: (actor, { client }) => enableClient(actor, client), events: ["client.enabled"] },
  promoteClient: {
    staff: true,
    write: (actor, { client: { clientId } }) => promoteClient(actor, { clientId, version: 1, redirectUris: [] }),
    events: [],
  },
  deleteClient: {
    write: (actor, { client }) => deleteClient(actor, { clientId: client.clientId, typedName: client.name }),
    events: ["client.deleted"],
  },
  restoreClient: { first: deleteIt, write: (actor, { client }) => restoreClient(actor, client), events: ["client.restored"] },
  issueSecret: {
    write: (actor, { client }) => issueSecret(actor, { clientId: client.clientId, name: "Another", ...key() }),
    events: ["secret.issued"],
  },
  resetSecret: { write: (actor, aim) => resetSecret(actor, { ...secretOf(aim), graceSeconds: 0, ...key() }), events: ["secret.reset"] },
  resetAllSecrets: { write: (actor, { client }) => resetAllSecrets(actor, { clientId: client.clientId, ...key() }), events: ["secret.all_reset"] },
  retireSecret: { write: (actor, aim) => retireSecret(actor, { ...secretOf(aim), typedName: aim.client.name }), events: ["secret.retired"] },
  invitePerson: {
    write: (actor, { tenant }) => invitePerson(actor, { tenantId: tenant.id, role: "member", name: "Yuki Tanaka", email: anEmail() }),
    events: ["person.invited"],
  },
  createPersonLink: { write: (actor, { member }) => createPersonLink(actor, member), events: ["person.link_created"] },
  disablePerson: { write: (actor, { member }) => disablePerson(actor, member), events: ["person.disabled"] },
  enablePerson: { first: disableThem, write: (actor, { member }) => enablePerson(actor, member), events: ["person.enabled"] },
  changeRole: {
    write: (actor, { member }) => changeRole(actor, { personId: member.personId, role: "tenant_admin" }),
    events: ["person.role_changed"],
  },
  deletePerson: {
    write: async (actor, { admin, member: { personId } }) => {
      const { name, version } = await getPerson(admin, personId);
      return deletePerson(actor, { personId, version, typedName: name });
    },
    events: ["person.deleted"],
  },
  endSessions: { write: (actor, { member }) => endSessions(actor, member), events: ["person.sessions_ended"] },
  changePassword: {
    own: true,
    write: (actor) => changePassword(actor, { currentPassword: PASSWORD, password: `${PASSWORD} again` }),
    events: ["person.password_changed"],
  },
  endOwnSession: { own: true, write: (actor, { admin }) => endOwnSession(actor, admin), events: ["session.ended"] },
  answerPrompt: {
    own: true,
    first: beginIt,
    write: (actor, aim) => answerPrompt(actor, { interaction: interactionOf(aim), answer: "approve" }),
    events: ["consent.granted"],
  },
  answerDevice: {
    own: true,
    first: beginOnDevice,
    write: (actor, aim) => answerDevice(actor, { userCode: userCodeOf(aim), answer: "approve" }),
    events: ["consent.granted"],
  },
  revokeConsent: {
    own: true,
    first: allowIt,
    write: async (actor, { admin }) => revokeConsent(actor, { consentId: (await findConsents(admin))[0]?.id ?? nobodys }),
    events: ["consent.revoked"],
  },
  decideInstallation: {
    write: (actor, { app }) => decideInstallation(actor, { clientId: app.clientId, answer: "approve", version: 2, mark: "" }),
    events: ["installation.approved"],
  },
  requestInstallation: {
    own: true,
    write: (actor, { app }) => requestInstallation(actor, { clientId: app.clientId, reason: "For the reports." }),
    events: ["installation.requested"],
  },
  createTeam: { write: (actor, { tenant }) => createTeam(actor, { tenantId: tenant.id, name: "Equities" }), events: ["team.created"] },
  registerTenant: {
    staff: true,
    write: (actor) => registerTenant(actor, { name: "Mine", environment: "production", teamName: "Mine", adminName: "Me", adminEmail: anEmail() }),
    events: [],
  },
  requestEnablement: {
    own: true,
    write: async (actor) => requestEnablement(actor, { clientId: await anIntegration(actor), reason: "For the research desk" }),
    events: ["enablement.requested"],
  },
  grantRequest: { staff: true, write: (actor) => grantRequest(actor, { requestId: nobodys }), events: [] },
  refuseRequest: { staff: true, write: (actor) => refuseRequest(actor, { requestId: nobodys, word: "No" }), events: [] },
  setWebhook: { write: (actor) => setWebhook(actor, { url: "https://hooks.example/gatehouse" }), events: ["webhook.set"] },
  removeWebhook: {
    first: (_, { admin }) => setWebhook(admin, { url: "https://hooks.example/gatehouse" }),
    write: (actor) => removeWebhook(actor),
    events: ["webhook.removed"],
  },
  sendAgain: {
    first: async (_, { admin, tenant }) => {
      await setWebhook(admin, { url: "https://hooks.example/gatehouse" });
      await enableForTenant(await aStaff(), { clientId: await anIntegration(admin), tenantId: tenant.id });
    },
    write: async (actor, { admin }) => sendAgain(actor, { deliveryId: (await findDeliveries(admin, {})).rows[0]?.deliveryId ?? nobodys }),
    events: ["webhook.sent_again"],
  },
  renameTenant: { staff: true, write: (actor, { tenant }) => renameTenant(actor, { tenantId: tenant.id, version: 1, name: "Mine" }), events: [] },
  disableTenant: { staff: true, write: (actor, { tenant }) => disableTenant(actor, { tenantId: tenant.id }), events: [] },
  enableTenant: { staff: true, write: (actor, { tenant }) => enableTenant(actor, { tenantId: tenant.id }), events: [] },
  deleteTenant: { staff: true, write: (actor, { tenant }) => deleteTenant(actor, { tenantId: tenant.id, version: 1, typedName: tenant.name }), events: [] },
  enableForTenant: {
    staff: true,
    write: (actor, { tenant, client }) => enableForTenant(actor, { clientId: client.clientId, tenantId: tenant.id }),
    events: [],
  },
  disableForTenant: {
    staff: true,
    write: (actor, { tenant, client }) => disableForTenant(actor, { clientId: client.clientId, tenantId: tenant.id }),
    events: [],
  },
  createSecretLink: {
    staff: true,
    write: (actor, { client: { clientId } }) =>
      createSecretLink(actor, { clientId, secretName: "Mine", note: null, lifetimeHours: 1, passphrase: null, othersEndAfter: 0 }),
    events: [],
  },
  createRedirectUrisLink: {
    staff: true,
    write: (actor, { client: { clientId } }) => createRedirectUrisLink(actor, { clientId, note: null, lifetimeHours: 1 }),
    events: [],
  },
  withdrawHandOver: { staff: true, write: (actor) => withdrawHandOver(actor, { handOverId: nobodys }), events: [] },
  applySubmission: {
    staff: true,
    write: (actor) => applySubmission(actor, { handOverId: nobodys, submittedAt: new Date(), version: 1, ...key() }),
    events: [],
  },
  refuseSubmission: {
    staff: true,
    write: (actor) => refuseSubmission(actor, { handOverId: nobodys, submittedAt: new Date(), reason: null }),
    events: [],
  },
  startBulkJob: { staff: true, write: (actor, aim) => startBulkJob(actor, { ...manyOf(aim), ...key() }), events: [] },
  importMigration: {
    staff: true,
    write: (actor, { client, tenant }) => importMigration(actor, { clientId: client.clientId, tenants: tenant.id }),
    events: [],
  },
  removeFromMigration: {
    staff: true,
    write: (actor, { client, tenant }) => removeFromMigration(actor, { clientId: client.clientId, tenantId: tenant.id }),
    events: [],
  },
  cancelBulkJob: { staff: true, write: (actor) => cancelBulkJob(actor, { jobId: nobodys }), events: [] },
  retryBulkJob: { staff: true, write: (actor) => retryBulkJob(actor, { jobId: nobodys }), events: [] },
  addScope: { staff: true, write: (actor) => addScope(actor, { scopeName: "mine", ...words }), events: [] },
  changeScope: { staff: true, write: async (actor) => changeScope(actor, { scopeName: await aScope(), version: 1, ...words }), events: [] },
  retireScope: { staff: true, write: async (actor) => retireScope(actor, { scopeName: await aScope() }), events: [] },
  restoreScope: { staff: true, write: async (actor) => restoreScope(actor, { scopeName: await aScope() }), events: [] },
};
