import pg from "pg";
import { expect, test } from "vitest";
import { answerDevice } from "#lib/consents/answer-device";
import { userCodeField } from "#lib/consents/schemas";
import { enableForTenant } from "#lib/enablements/enable-for-tenant";
import { paths } from "#lib/endpoints";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { deletePerson } from "#lib/members/delete-person";
import { getPerson } from "#lib/members/find-people";
import { deleteTenant } from "#lib/tenants/delete-tenant";
import { anActivePartnerClient, aPublicClient, configure } from "#world/a-client";
import { aMember, aStaff, theSystem } from "#world/a-person";
import { anApp, letIn } from "#world/an-app";
import { rowsOf } from "#world/rows-of";
import { openDatabase } from "./database.ts";
import { createUsage } from "./facts/usage.ts";
import {
  askMe,
  authorize,
  exchange,
  introspect,
  makeApi,
  makeClient,
  makeCodeClient,
  makeTenant,
  makeUser,
  postAs,
  postToken,
  REDIRECT_URI,
  refresh,
  requestToken,
  startService,
  tokenOf,
} from "./test-world.ts";

const ENDED = { active: false };

/** One token of each kind that a company can have, from two instances, and who would use it next. */
test("R65 R54 every token of a deleted company is refused at the next request, by 2 instances, and nothing of them is left", { timeout: 60_000 }, async () => {
  const one = await startService();
  const other = await startService({ issuer: one.issuer });
  const [tenant, api, staff] = [await makeTenant(), await makeApi(), await aStaff()];
  const [job, code] = [await makeClient(tenant), await makeCodeClient(tenant)];
  const partner = await anActivePartnerClient(staff, { redirectUris: [REDIRECT_URI] });
  await enableForTenant(staff, { ...partner, tenantId: tenant.tenantId });
  const app = await anApp(tenant.admin.tenant, { redirectUris: [REDIRECT_URI] });
  await letIn(tenant.admin, app, REDIRECT_URI);

  const ofJob = tokenOf(await requestToken(one, job, `team_${tenant.teamId}`));
  const ofCode = await exchange(one, code, await authorize(one, tenant.admin, code));
  const ofApp = await exchange(one, app, await authorize(one, tenant.admin, app));
  const waiting = await authorize(one, tenant.admin, code);
  const tokens = [ofJob, tokenOf(ofCode), tokenOf(ofApp)];
  for (const token of tokens) {
    expect((await askMe(other, token)).status).toBe(200);
    expect((await introspect(one, api, token)).body).toMatchObject({ active: true });
  }

  const { name } = tenant.admin.tenant;
  await deleteTenant(staff, { tenantId: tenant.tenantId, version: 1, typedName: name });
  for (const service of [one, other]) {
    for (const token of tokens) {
      expect(await askMe(service, token)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
      expect((await introspect(service, api, token)).body).toEqual(ENDED);
    }
    expect(await requestToken(service, job, `team_${tenant.teamId}`)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(await refresh(service, code, ofCode)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    expect(await refresh(service, app, ofApp)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect(await exchange(service, code, waiting)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
  }
  await one.stop();
  await other.stop();
  expect((await rowsOf([tenant.tenantId, tenant.admin.personId])).filter((row) => !row.startsWith("audit_event"))).toEqual([]);
});

test("R65 a token that is written while its company is deleted does not work", async () => {
  const [service, tenant, api, staff] = [await startService(), await makeTenant(), await makeApi(), await aStaff()];
  const job = await makeClient(tenant);
  const requests = Array.from({ length: 12 }, () => requestToken(service, job, `team_${tenant.teamId}`));
  await deleteTenant(staff, { tenantId: tenant.tenantId, version: 1, typedName: tenant.admin.tenant.name });
  for (const { status, body } of await Promise.all(requests)) {
    expect([200, 401]).toContain(status);
    if (!body.access_token) continue;
    expect((await askMe(service, body.access_token)).status).toBe(401);
    expect((await introspect(service, api, body.access_token)).body).toEqual(ENDED);
  }
});

test("R65 what acts as a deleted person ends at the next request, and a service account that they approved goes on", { timeout: 60_000 }, async () => {
  const [service, tenant, api] = [await startService(), await makeTenant(), await makeApi()];
  const former = await aMember(tenant.admin, { role: "tenant_admin" });
  const code = await makeCodeClient(tenant);
  const job = await makeClient(tenant);
  await configure(job.clientId, { mayActForUsers: true });
  const app = await anApp(tenant.admin.tenant, { redirectUris: [REDIRECT_URI] });
  await letIn(former, app, REDIRECT_URI);
  const ofApp = await exchange(service, app, await authorize(service, former, app));
  const ofFormer = await exchange(service, code, await authorize(service, former, code));
  const ofOther = await exchange(service, code, await authorize(service, tenant.admin, code));
  const forFormer = tokenOf(await requestToken(service, job, `user:${former.personId}`));
  const forAnother = tokenOf(await requestToken(service, job, `user:${await makeUser(tenant)}`));

  const { name, version } = await getPerson(theSystem, former.personId);
  await deletePerson(tenant.admin, { personId: former.personId, version, typedName: name });
  for (const token of [tokenOf(ofFormer), forFormer]) {
    expect(await askMe(service, token)).toMatchObject({ status: 401, code: "InvalidAccessToken" });
    expect((await introspect(service, api, token)).body).toEqual(ENDED);
  }
  expect(await refresh(service, code, ofFormer)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect(await requestToken(service, job, `user:${former.personId}`)).toMatchObject({ status: 400, body: { error: "invalid_scope" } });
  for (const token of [tokenOf(ofOther), tokenOf(ofApp), forAnother]) expect((await askMe(service, token)).status).toBe(200);
  expect((await refresh(service, code, ofOther)).status).toBe(200);
  expect((await refresh(service, app, ofApp)).status).toBe(200);
});

test("R65 nothing is left of the device of a deleted person, nor of one whose company is deleted, whoever the client belongs to", {
  timeout: 60_000,
}, async () => {
  const [service, tenant, staff] = [await startService(), await makeTenant(), await aStaff()];
  const former = await aMember(tenant.admin);
  const partner = await anActivePartnerClient(staff);
  await configure(partner.clientId, { type: "public", authMethod: "none", grants: ["device_code", "refresh_token"] });
  await enableForTenant(staff, { ...partner, tenantId: tenant.tenantId });
  const own = await aPublicClient(tenant.admin, { kind: "device" });
  for (const person of [former, tenant.admin]) {
    for (const { clientId } of [partner, own]) {
      const { device_code, user_code } = JSON.parse((await postAs(service, { clientId }, paths.deviceAuthorization, {})).text);
      await answerDevice(person, { userCode: userCodeField.parse(user_code), answer: "approve" });
      const grant_type = "urn:ietf:params:oauth:grant-type:device_code";
      tokenOf(await postToken(service, new URLSearchParams({ grant_type, client_id: clientId, device_code })));
    }
  }
  const left = async (...ids: string[]) => (await rowsOf(ids)).filter((row) => !row.startsWith("audit_event"));

  const { name, version } = await getPerson(theSystem, former.personId);
  await deletePerson(tenant.admin, { personId: former.personId, version, typedName: name });
  expect(await left(former.personId)).toEqual([]);
  await deleteTenant(staff, { tenantId: tenant.tenantId, version: 1, typedName: tenant.admin.tenant.name });
  expect(await left(tenant.tenantId, tenant.admin.personId)).toEqual([]);
});

test("R57 what is counted of others in the moment of a deletion is counted a second later", async () => {
  const [tenant, other] = [await makeTenant(), await makeTenant()];
  const [gone, stays] = [await makeClient(tenant), await makeClient(other)];
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", createLog("token-service", "fatal"));
  const usage = createUsage();
  for (const { clientId } of [gone, stays]) usage.count(clientId, new Date());
  const worker = new pg.Client(env().WORKER_DATABASE_URL);
  await worker.connect();
  await worker.query("set role gh_worker; begin");
  await worker.query("delete from client where client_id = $1", [gone.clientId]);
  const written = usage.write(database, createLog("token-service", "fatal"));
  // It has seen the client, and waits for what becomes of it.
  await expect.poll(() => hasSomebodyWaiting(worker)).toBe(true);
  await worker.query("commit");
  await worker.end();
  await written;
  await usage.write(database, createLog("token-service", "fatal"));
  await database.close();
  expect((await rowsOf([stays.clientId])).filter((row) => row.startsWith("usage_day"))).toHaveLength(1);
});

async function hasSomebodyWaiting(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query("select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid");
  return rowCount === 1;
}
