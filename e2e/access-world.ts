import { randomBytes, randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { SignedInActor, StaffActor } from "#lib/access/actor";
import { importMigration } from "#lib/api-token-migrations/import-migration";
import { generateClientId } from "#lib/clients/client-id";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { env } from "#lib/env";
import { findHandOvers } from "#lib/hand-overs/find-hand-overs";
import { requestInstallation } from "#lib/installations/request-installation";
import { findRequests } from "#lib/integrations/find-requests";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { disablePerson } from "#lib/members/disable-person";
import { invitePerson } from "#lib/members/invite-person";
import { setWebhook } from "#lib/webhooks/set-webhook";
import { aBulkJob } from "#world/a-bulk-job";
import { aClient, anActivePartnerClient, aPartnerClient } from "#world/a-client";
import { aRedirectUrisLink, send } from "#world/a-hand-over";
import { aMember, anEmail, aStaff, tokenOf } from "#world/a-person";
import { aScope } from "#world/a-scope";
import { aTenant } from "#world/a-tenant";
import { anApp, letIn } from "#world/an-app";
import { anInteraction } from "#world/an-interaction";
import { askForToken } from "./ask-for-token.ts";
import type { Headers } from "./knock.ts";

export type World = Awaited<ReturnType<typeof aWorld>>;
export type Company = Awaited<ReturnType<typeof aCompany>>;

/** Two companies with one of everything, what staff have with partners, and everybody who may knock. */
export async function aWorld() {
  const [cs, platformAdmin] = [await aStaff({ role: "cs" }), await aStaff()];
  const [ours, theirs] = await Promise.all([aCompany(cs), aCompany(cs)]);
  const partner = await aPartner(cs, ours);
  const { access_token: token } = await askForToken(ours.clientId, ours.secret, ours.team.scope);
  const missing = {
    clientId: generateClientId(),
    secretId: randomUUID(),
    tenantId: randomUUID(),
    personId: randomUUID(),
    requestId: randomUUID(),
    jobId: randomUUID(),
    handOverId: randomUUID(),
    name: "no.such",
    interaction: randomBytes(32).toString("base64url"),
    token: randomBytes(32).toString("base64url"),
  };
  const own = { ...missing, ...ours.ids };
  const ofPartner = { ...missing, ...partner, tenantId: ours.tenant.id };
  return {
    ours,
    theirs,
    token,
    objects: {
      own,
      app: { ...missing, clientId: ours.app.clientId },
      partner: ofPartner,
      sandbox: { ...missing, clientId: (await aPartnerClient(cs, { environment: "sandbox", redirectUris: ["https://partner.example/cb"] })).clientId },
      // The first ID is the company's own, the second another's.
      mixed: { ...own, secretId: theirs.ids.secretId, jobId: partner.jobId, handOverId: partner.handOverId, tenantId: theirs.tenant.id },
      missing,
    },
    callers: {
      nobody: {},
      disabled: await asPerson(ours.disabled),
      token: { Authorization: `Bearer ${token}` },
      member: await asPerson(ours.member),
      admin: await asPerson(ours.admin),
      theirs: await asPerson(theirs.admin),
      cs: await asPerson(cs),
      platform: await asPerson(platformAdmin),
    } satisfies Record<string, Headers>,
    /** Who asks the token service. */
    programs: {
      nobody: {},
      person: await asPerson(ours.admin),
      client: asClient(ours),
      other: asClient(theirs),
      token: { Authorization: `Bearer ${token}` },
    } satisfies Record<string, Headers>,
  };
}

/** Every text of it holds its mark and a letter for what it is, so that it is known wherever it turns up. */
async function aCompany(cs: StaffActor) {
  const mark = `canary${randomBytes(8)
    .toString("hex")
    .replace(/\d/g, (digit) => "ghijklmnop"[Number(digit)] ?? "")}`;
  const { tenant, team, admin } = await aTenant({ name: `Company ${mark}a`, teamName: `Team ${mark}b`, adminName: `Admin ${mark}c` });
  const member = await aMember(admin, { name: `Member ${mark}d` });
  const disabled = await aMember(admin, { name: `Disabled ${mark}e` });
  await disablePerson(admin, disabled);
  const { clientId, secret, secretId } = await aClient(admin, { name: `Client ${mark}f` });
  const app = await anApp(tenant);
  await letIn(admin, app);
  await requestInstallation(member, { clientId: (await anApp(tenant)).clientId, reason: `Because ${mark}g` });
  await setWebhook(admin, { url: `https://${mark}h.hooks.example/` });
  const offered = await anActivePartnerClient(cs);
  await requestEnablement(member, { clientId: offered.clientId, reason: `Because ${mark}i` });
  const requestId = (await findRequests(cs, { isOpen: true }, {})).rows.find(({ client: asked }) => asked.clientId === offered.clientId)?.requestId ?? "";
  const invited = await invitePerson(admin, { role: "member", name: `Invited ${mark}j`, email: anEmail(mark) });
  const ids = {
    clientId,
    secretId,
    tenantId: tenant.id,
    personId: member.personId,
    requestId,
    name: await aScope(),
    interaction: await anInteraction({ clientId }),
    token: tokenOf(invited),
  };
  return { mark, cs, tenant, team, admin, member, disabled, secret, clientId, app, offered, ids };
}

/** What is between staff and a partner: nothing of it is a company's to see. */
async function aPartner(cs: StaffActor, { tenant }: Company) {
  const { client, token } = await aRedirectUrisLink();
  await send(token, ["https://connect.meridian.example/new"], "https://meridian.example");
  const [submitted] = (await findHandOvers(cs, client.clientId, {})).rows;
  await enableForTenant(cs, { clientId: client.clientId, tenantId: tenant.id });
  await importMigration(cs, { clientId: client.clientId, tenants: tenant.id });
  const { jobId } = await aBulkJob(cs, client, [(await aTenant()).tenant.id]);
  return { clientId: client.clientId, secretId: client.secretId, jobId, handOverId: submitted?.id ?? "", token };
}

/** What a browser sends in which this person is signed in. */
export async function asPerson(actor: SignedInActor): Promise<Headers> {
  return { Cookie: `gatehouse.session=${await encode({ token: { sid: actor.sessionId }, secret: env().SESSION_SECRET })}` };
}

function asClient({ clientId, secret }: Company): Headers {
  return { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}` };
}
