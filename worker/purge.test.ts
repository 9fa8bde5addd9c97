import { randomBytes, randomUUID } from "node:crypto";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { generateClientId } from "#lib/clients/client-id";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { requestEnablement } from "#lib/integrations/request-enablement";
import { aBulkJob } from "#world/a-bulk-job";
import { anActivePartnerClient } from "#world/a-client";
import { aRedirectUrisLink, aSecretLink, press, send } from "#world/a-hand-over";
import { aMember, aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { eventsOf } from "#world/events-of";
import { letTimePass } from "#world/let-time-pass";
import { purge } from "./purge.ts";

const system = { environment: "production" } as const;

function ago(days: number): Date {
  return new Date(Date.now() - days * 86_400_000);
}

async function runPurge(kept: Partial<Parameters<typeof purge>[1]> = {}) {
  const pool = new pg.Pool({ connectionString: env().WORKER_DATABASE_URL, onConnect: (client) => client.query("set role gh_worker") });
  onTestFinished(() => pool.end());
  const withClient: Parameters<typeof purge>[0] = async (work) => {
    const client = await pool.connect();
    return work(client).finally(() => client.release());
  };
  return purge(withClient, { ...env(), ...kept });
}

async function asTokenService(text: string, values: unknown[]) {
  const client = new pg.Client(env().TOKEN_SERVICE_DATABASE_URL);
  await client.connect();
  return client.query(text, values).finally(() => client.end());
}

/** Everything that can be purged, once too old and once not. */
async function makeRemains() {
  const tenantId = randomUUID();
  const personId = randomUUID();
  const [oldClient, client] = [generateClientId(), generateClientId()];
  await asScope({ role: "staff" }, async (tx) => {
    await tx.tenant.create({ data: { id: tenantId, slug: tenantId, name: "Acme", ...system } });
    await tx.person.createMany({ data: [{ id: personId, tenantId, role: "member", email: `${personId}@example.com`, name: "Ben" }] });
    const deleted = (clientId: string, deletedAt: Date) => ({ clientId, tenantId, name: "Old", deletedAt, ...system });
    await tx.client.createMany({ data: [deleted(oldClient, ago(31)), deleted(client, ago(29))] });
    await tx.redirectUri.create({ data: { clientId: oldClient, uri: "https://app.example/callback" } });
    await tx.clientSecret.createMany({
      data: [{ clientId: oldClient, name: "First", digest: randomBytes(32), hint: "aaaa", createdBy: "Ana" }],
    });
    const key = (clientId: string, createdAt: Date) => ({ personId, key: randomUUID(), tenantId, clientId, createdAt });
    await tx.idempotencyKey.createMany({ data: [key(client, ago(2)), key(client, ago(0))] });
  });
  await asScope({ role: "auth" }, async (tx) => {
    const session = (expiresAt: Date, endedAt: Date | null = null) => ({ personId, tenantId, expiresAt, endedAt });
    await tx.session.createMany({ data: [session(ago(8)), session(ago(-1), ago(8)), session(ago(6)), session(ago(-1))] });
    const link = (expiresAt: Date, usedAt: Date | null = null) => ({
      purpose: "invitation" as const,
      personId,
      tenantId,
      tokenDigest: randomBytes(32),
      expiresAt,
      usedAt,
    });
    await tx.oneTimeLink.createMany({ data: [link(ago(8)), link(ago(-1), ago(8)), link(ago(6)), link(ago(-1))] });
  });
  await asTokenService(
    `insert into oidc_artifact (kind, id_digest, payload, client_id, expires_at)
     select 'AccessToken', sha256(gen_random_uuid()::text::bytea), '{}', $1, expires_at from unnest($2::timestamptz[]) as expires_at`,
    [client, [ago(2), ago(0.5), ago(-1), null]],
  );
  await asTokenService(
    `insert into oidc_artifact (kind, id_digest, payload, client_id, expires_at)
     select kind, sha256(gen_random_uuid()::text::bytea), '{}', $1, expires_at from unnest($2::timestamptz[]) as expires_at, unnest($3::text[]) as kind`,
    [client, [ago(0.01), ago(0.001), ago(-0.01)], ["Interaction", "DeviceCode"]],
  );
  await asTokenService(
    `insert into refused_request (client_id, at, minute, endpoint, error, reason)
     select $1, at, number, 'token', 'invalid_client', 'secret_unknown' from unnest($2::timestamptz[]) with ordinality as refused (at, number)`,
    [client, [ago(31), ago(29)]],
  );
  await asTokenService("insert into usage_day (client_id, day, tokens) select $1, day, 1 from unnest($2::date[]) as day", [client, [ago(402), ago(398)]]);
  await asTokenService("insert into rate_limit (key, points, expire) select $1 || expire, 1, expire from unnest($2::bigint[]) as expire", [
    client,
    [ago(0.001), ago(-1)].map(Number),
  ]);
  await asScope({ role: "tenant", tenantId }, async (tx) => {
    const decision = (createdAt: Date) => ({ outcome: "denied" as const, personId, tenantId, scopes: [], createdAt });
    const digest = () => randomBytes(32);
    await tx.interactionDecision.createMany({ data: [ago(2), ago(0)].map((at) => ({ ...decision(at), uidDigest: digest(), ticketDigest: digest() })) });
    await tx.deviceDecision.createMany({ data: [ago(2), ago(0)].map((at) => ({ ...decision(at), userCodeDigest: digest() })) });
  });
  return { tenantId, personId, oldClient, client };
}

async function count({ personId, oldClient, client }: Awaited<ReturnType<typeof makeRemains>>) {
  const countRows = async (text: string, value: string) => (await asTokenService(text, [value])).rowCount;
  const [artifacts, prompts, limits, decisions] = [
    await countRows("select from oidc_artifact where client_id = $1 and kind = 'AccessToken'", client),
    await countRows("select from oidc_artifact where client_id = $1 and kind <> 'AccessToken'", client),
    await countRows("select from rate_limit where key like $1 || '%'", client),
    await countRows(
      "select uid_digest from interaction_decision where person_id = $1 union select user_code_digest from device_decision where person_id = $1",
      personId,
    ),
  ];
  return asScope({ role: "staff" }, async (tx) => ({
    sessions: await tx.session.count({ where: { personId } }),
    links: await tx.oneTimeLink.count({ where: { personId } }),
    keys: await tx.idempotencyKey.count({ where: { personId } }),
    artifacts,
    prompts,
    limits,
    decisions,
    oldClients: await tx.client.count({ where: { clientId: oldClient } }),
    secretsOfOldClients: await tx.clientSecret.count({ where: { clientId: oldClient } }),
    clients: await tx.client.count({ where: { clientId: client } }),
    refused: await tx.refusedRequest.count({ where: { clientId: client } }),
    days: await tx.usageDay.count({ where: { clientId: client } }),
  }));
}

test("R11 R65 what nobody can use any more goes, and what somebody may still need stays", async () => {
  const remains = await makeRemains();
  expect(await count(remains)).toEqual({
    sessions: 4,
    links: 4,
    keys: 2,
    artifacts: 4,
    prompts: 6,
    limits: 2,
    decisions: 4,
    oldClients: 1,
    secretsOfOldClients: 1,
    clients: 1,
    refused: 2,
    days: 2,
  });
  expect(await runPurge()).toMatchObject({ session: expect.any(Number), client: expect.any(Number) });
  expect(await count(remains)).toEqual({
    sessions: 2,
    links: 2,
    keys: 1,
    artifacts: 3,
    prompts: 4,
    limits: 1,
    decisions: 2,
    oldClients: 0,
    secretsOfOldClients: 0,
    clients: 1,
    refused: 1,
    days: 1,
  });
});

test("more than one batch goes in one run", async () => {
  const { personId, tenantId } = await makeRemains();
  await asScope({ role: "auth" }, (tx) => tx.session.createMany({ data: Array.from({ length: 2_500 }, () => ({ personId, tenantId, expiresAt: ago(8) })) }));
  expect((await runPurge()).session).toBeGreaterThanOrEqual(2_502);
});

test("R65 answered and expired requests, ended links and ended bulk jobs go after 400 days, and what waits for an answer stays", async () => {
  const [staff, { admin, tenant }] = [await aStaff(), await aTenant()];
  const member = await aMember(admin);
  const partner = await anActivePartnerClient(staff);
  const [used, sent] = [await aSecretLink(), await aRedirectUrisLink()];
  await press(used.token);
  await send(sent.token, ["https://meridian.example/cb"]);
  await requestEnablement(member, { ...partner, reason: "Mine" });
  await requestEnablement(admin, { ...partner, reason: "Mine too" });
  const { jobId } = await aBulkJob(staff, partner, [tenant.id]);
  const clientIds = [used, sent].map(({ client }) => client.clientId);
  const rows = () =>
    asScope({ role: "staff" }, async (tx) => ({
      requests: await tx.integrationRequest.findMany({ where: { tenantId: tenant.id }, select: { state: true } }),
      links: await tx.handOver.count({ where: { clientId: { in: clientIds } } }),
      jobs: await tx.bulkJob.count({ where: { id: jobId } }),
      results: await tx.bulkJobItem.count({ where: { jobId } }),
    }));
  await letTimePass({ days: 100 });
  await runPurge();
  expect(await rows()).toEqual({ requests: [{ state: "expired" }, { state: "expired" }], links: 2, jobs: 1, results: 1 });
  await asScope({ role: "staff" }, (tx) => tx.bulkJob.updateMany({ where: { id: jobId }, data: { state: "cancelled", finishedAt: new Date() } }));
  await letTimePass({ days: 401 });
  await runPurge();
  // What a partner has sent waits for review.
  expect(await rows()).toEqual({ requests: [], links: 1, jobs: 0, results: 0 });
});

test("R65 AU-05 the record is kept for ever, or as long as the setting says, and a year whatever it says", async () => {
  const { tenant } = await aTenant();
  const events = async () => (await eventsOf({ subjectId: tenant.id })).length;
  await letTimePass({ days: 500 });
  expect((await runPurge()).audit_event).toBeUndefined();
  expect(await events()).toBe(1);
  const young = await aTenant();
  await letTimePass({ days: 300 });
  expect((await runPurge({ AUDIT_RETENTION_DAYS: 30_000 })).audit_event).toBe(0);
  expect((await runPurge({ AUDIT_RETENTION_DAYS: 400 })).audit_event).toBeGreaterThan(0);
  expect(await events()).toBe(0);
  await runPurge({ AUDIT_RETENTION_DAYS: 1 });
  expect(await eventsOf({ subjectId: young.tenant.id })).toHaveLength(1);
});
