import { randomUUID } from "node:crypto";
import type { StaffActor, TenantActor } from "#lib/access/actor";
import { activateClient } from "#lib/clients/activate-client";
import { deleteClient } from "#lib/clients/delete-client";
import { disableClient } from "#lib/clients/disable-client";
import { renameClient } from "#lib/clients/rename-client";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { requestInstallation } from "#lib/installations/request-installation";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { disablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { signIn } from "#lib/members/sign-in";
import { issueSecret } from "#lib/secrets/issue-secret";
import { resetSecret } from "#lib/secrets/reset-secret";
import { retireSecret } from "#lib/secrets/retire-secret";
import { issueSecretInput, resetSecretInput } from "#lib/secrets/schemas";
import { createTeam } from "#lib/tenants/create-team";
import { aClient, aPartnerClient, aPublicClient, type RegisteredWithSecret } from "#world/a-client";
import { aBrowser, aMember } from "#world/a-person";
import type { World } from "#world/a-tenant";
import { changeSettings } from "#world/change-settings";
import { decideOn } from "#world/decide-on";
import { allow, awaitReview, enableForMany, handSecretOver, moveFromApiTokens, offerAnother } from "#world/demo-partners";
import { demoPeople } from "#world/demo-people";
import { letTimePass } from "#world/let-time-pass";
import { recordRefusal } from "#world/record-refusal";
import { recordUse } from "#world/record-use";

type Cast = { cs: StaffActor; northwind: World; sandbox: World; harbour: World };
type FirstClients = Record<"ledgerExport" | "researchSync" | "intranetWidget" | "testSync", RegisteredWithSecret>;
/** Who asks for what in the end, and which app asks for more. */
type Asking = { lukas: TenantActor; cobalt: { clientId: string }; meridian: { clientId: string } };
type SecondClients = Record<"boardPack", RegisteredWithSecret> & { kestrel: { clientId: string } };

const day = (days: number) => letTimePass({ days, minutes: 37 });

/** Fifty-six to thirty days ago: the companies arrive and connect what they already have. */
export async function tellFirstWeeks({ cs, northwind, sandbox, harbour }: Cast): Promise<FirstClients & Asking> {
  await createTeam(northwind.admin, { name: "Operations" });
  await createTeam(northwind.admin, { name: "Compliance" });
  await aMember(northwind.admin, demoPeople.sofia);
  const lukas = await aMember(northwind.admin, demoPeople.lukas);
  await day(1);
  const ledgerExport = await aClient(northwind.admin, { name: "Nightly ledger export" });
  await changeSettings(northwind.admin, ledgerExport, { scopes: ["ledger.export"] });
  const intranetWidget = await aClient(northwind.admin, { name: "Old intranet widget" });
  const researchSync = await aClient(northwind.admin);
  await day(2);
  await renameClient(northwind.admin, { clientId: researchSync.clientId, version: 1, name: "Research sync" });
  await changeSettings(northwind.admin, researchSync, {
    scopes: ["meetings.read", "research.read"],
    grants: ["authorization_code", "client_credentials", "refresh_token"],
    redirectUris: ["https://research.northwind.example/oauth/callback", "http://localhost:3000/cb"],
    notes: "Asked for by the research desk. Questions to Amara.",
  });
  await aMember(sandbox.admin, demoPeople.tomas);
  const testSync = await aClient(sandbox.admin, { name: "Research sync, test run" });
  await changeSettings(sandbox.admin, testSync, { scopes: ["research.read"] });
  await day(6);
  const cobalt = await aPartnerClient(cs, { name: "Cobalt CRM connector", redirectUris: ["https://auth.cobalt.example/oauth/callback"] });
  await changeSettings(cs, cobalt, { scopes: ["meetings.read"], maker: "Cobalt Software", homePageUri: "https://cobalt.example" });
  await activateClient(cs, { clientId: cobalt.clientId, idempotencyKey: randomUUID() });
  const redirectUris = ["https://connect.meridian.example/callback", "https://connect.meridian.example/callback/eu"];
  const meridian = await aPartnerClient(cs, { name: "Meridian portfolio analytics", redirectUris });
  await changeSettings(cs, meridian, {
    actsAs: "service_account",
    scopes: ["positions.read", "research.read"],
    maker: "Meridian Systems",
    homePageUri: "https://meridian.example",
    contact: "integrations@meridian.example",
  });
  await activateClient(cs, { clientId: meridian.clientId, idempotencyKey: randomUUID() });
  await aPartnerClient(cs, { name: "Papertrail signatures", environment: "sandbox", redirectUris: ["http://127.0.0.1/callback"] });
  await day(3);
  await enableForTenant(cs, { clientId: meridian.clientId, tenantId: northwind.tenant.id });
  await enableForTenant(cs, { clientId: meridian.clientId, tenantId: harbour.tenant.id });
  await createTeam(harbour.admin, { name: "Equities" });
  await requestInstallation(lukas, { clientId: meridian.clientId, reason: "Attribution for the quarterly letter." });
  await letTimePass({ hours: 5 });
  await decideOn(northwind.admin, meridian, "approve");
  await day(12);
  return { ledgerExport, intranetWidget, researchSync: { ...researchSync, name: "Research sync" }, testSync, lukas, cobalt, meridian };
}

/** Thirty to seven days ago: phones, screens, and an intern's last day. */
export async function tellSecondMonth({ cs, northwind, sandbox, harbour }: Cast, { lukas, cobalt }: Asking): Promise<SecondClients> {
  const notesCallback = "com.northwind.fieldnotes:/callback";
  const fieldNotes = await aPublicClient(northwind.admin, { name: "Field notes for iOS", redirectUri: notesCallback });
  await allow(lukas, fieldNotes, notesCallback);
  const lobbyScreen = await aPublicClient(northwind.admin, { name: "Lobby screen", kind: "device" });
  await aClient(harbour.admin, { name: "Compliance archive", mayActForUsers: true });
  const boardPack = await aClient(harbour.admin, { name: "Board pack builder" });
  await changeSettings(harbour.admin, boardPack, { scopes: ["positions.read"] });
  await day(4);
  await aClient(sandbox.admin, { name: "Load rehearsal" });
  const pieter = await aMember(northwind.admin, { name: "Pieter de Vries", email: "pieter@northwind.example" });
  await day(7);
  await disableClient(northwind.admin, lobbyScreen);
  await disablePerson(northwind.admin, { personId: pieter.personId });
  await day(4);
  const kestrel = await aPartnerClient(cs, { name: "Kestrel ESG screening", redirectUris: ["https://app.kestrel.example/oauth/callback"] });
  await changeSettings(cs, kestrel, { actsAs: "service_account", scopes: ["positions.read"], maker: "Kestrel Data", homePageUri: "https://kestrel.example" });
  await activateClient(cs, { clientId: kestrel.clientId, idempotencyKey: randomUUID() });
  await enableForTenant(cs, { clientId: kestrel.clientId, tenantId: northwind.tenant.id });
  await enableForMany(cs, cobalt, sandbox.tenant);
  return { boardPack, kestrel };
}

/** The last twenty-five days: secrets are changed, and some are about to end. */
export async function tellLatestDays({ cs, northwind, sandbox }: Cast, clients: FirstClients & SecondClients & Asking): Promise<void> {
  const { ledgerExport, researchSync, intranetWidget, testSync, boardPack, lukas, cobalt, meridian, kestrel } = clients;
  const nextSync = await issueSecret(
    northwind.admin,
    issueSecretInput.parse({ clientId: researchSync.clientId, name: "Until the summer", expiresInDays: "30", idempotencyKey: randomUUID() }),
  );
  await day(1);
  await retireSecret(northwind.admin, researchSync);
  await moveFromApiTokens(cs, meridian, northwind.tenant);
  await day(5);
  await handSecretOver(cs, cobalt);
  await day(10);
  await deleteClient(northwind.admin, { clientId: intranetWidget.clientId, typedName: intranetWidget.name });
  await day(3);
  const inviteYuki = { name: "Yuki Tanaka", email: "yuki@northwind.example", role: "member" } as const;
  await invitePerson(northwind.admin, inviteYuki);
  const wrong = { email: demoPeople.lukas.email, password: "the one before this one" };
  await signIn(aBrowser({ ipAddress: "203.0.113.77" }), wrong).catch(() => undefined);
  await awaitReview(cs, kestrel);
  await day(3);
  const { clientId, secretId } = ledgerExport;
  const reset = resetSecretInput.parse({ clientId, secretId, graceSeconds: "604800", idempotencyKey: randomUUID() });
  const nextLedger = await resetSecret(northwind.admin, reset);
  await day(1);
  await offerAnother(cs, cobalt);
  await aClient(northwind.admin);
  await aClient(sandbox.admin, { name: "Webhook echo" });
  await changeSettings(cs, meridian, { scopes: ["meetings.read", "positions.read", "research.read"] });
  await requestInstallation(lukas, { clientId: kestrel.clientId, reason: "The new mandate wants its holdings screened every week." });
  await requestEnablement(lukas, { clientId: cobalt.clientId, reason: "The sales desk types every meeting into Cobalt by hand." });
  await letTimePass({ hours: 22 });

  await recordUse(ledgerExport, { secretId: ledgerExport.secretId, hoursAgo: 27, days: 48, tokensADay: 20 });
  await recordUse(ledgerExport, { secretId: nextLedger.secretId, hoursAgo: 3, days: 1, tokensADay: 4 });
  await recordUse(researchSync, { secretId: nextSync.secretId, hoursAgo: 1, days: 48, tokensADay: 310 });
  await recordUse(testSync, { secretId: testSync.secretId, hoursAgo: 170, days: 30, tokensADay: 12 });
  await recordUse(boardPack, { secretId: boardPack.secretId, hoursAgo: 27, days: 20, tokensADay: 6 });
  await recordRefusals(clients);
  await letTimePass({ minutes: 4 });
}

/** Somebody tries a second port, a job has not got its new secret yet, and a scope was never asked for. */
async function recordRefusals({ ledgerExport, researchSync, boardPack }: FirstClients & SecondClients): Promise<void> {
  const redirect = { endpoint: "authorization", error: "invalid_redirect_uri", reason: "redirect_uri_not_registered" } as const;
  await recordRefusal(researchSync, { ...redirect, value: "http://localhost:3001/cb", hoursAgo: 2, times: 6 });
  await recordRefusal(researchSync, { ...redirect, value: "https://research.northwind.example/oauth/callback/", hoursAgo: 26 });
  await recordRefusal(researchSync, { error: "invalid_grant", reason: "pkce_verifier_missing", hoursAgo: 27 });
  await recordRefusal(researchSync, { error: "invalid_client", reason: "secret_unknown", hoursAgo: 380, times: 12 });
  await recordRefusal(ledgerExport, { error: "invalid_client", reason: "secret_malformed", hoursAgo: 4, times: 2 });
  await recordRefusal(boardPack, { error: "invalid_scope", reason: "scope_not_allowed", value: "positions.write", hoursAgo: 75 });
}
