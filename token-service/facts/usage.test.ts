import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { aMember } from "#world/a-person";
import { openDatabase } from "../database.ts";
import { authorize, exchange, makeClient, makeCodeClient, makeTenant, refresh, requestToken, startService, tokenOf } from "../test-world.ts";
import { createBatch, writeBeside } from "./batch.ts";
import { createUsage } from "./usage.ts";

async function daysOf({ clientId }: { clientId: string }) {
  const rows = await asScope({ role: "staff" }, (tx) => tx.usageDay.findMany({ where: { clientId }, orderBy: { day: "asc" } }));
  return rows.map(({ day, tokens }) => [day.toISOString().slice(0, 10), tokens]);
}

async function tokensOf(client: { clientId: string }): Promise<number> {
  return (await daysOf(client)).reduce((sum, [, tokens]) => sum + Number(tokens), 0);
}

test("R57 two instances add up 30 tokens of one client and 5 of another exactly; what was refused counts nothing", async () => {
  const services = [await startService(), await startService()] as const;
  const tenant = await makeTenant();
  const [busy, quiet, wrong] = [await makeClient(tenant), await makeClient(tenant), await makeClient(tenant)];
  const asked = Array.from({ length: 35 }, (_, index) => requestToken(index % 2 ? services[0] : services[1], index < 30 ? busy : quiet));
  for (const answer of await Promise.all(asked)) tokenOf(answer);
  for (const service of services) {
    expect((await requestToken(service, { ...wrong, secret: busy.secret })).status).toBe(401);
    expect((await requestToken(service, busy, "no.such.scope")).status).toBe(400);
    await service.stop();
  }
  expect([await tokensOf(busy), await tokensOf(quiet), await tokensOf(wrong)]).toEqual([30, 5, 0]);
}, 60_000);

test("R57 a code, a refresh and a second refresh are 3 tokens; the answer that is repeated because it was lost is none", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const client = await makeCodeClient(tenant);
  const first = await exchange(service, client, await authorize(service, await aMember(tenant.admin), client));
  const second = await refresh(service, client, first);
  expect(tokenOf(await refresh(service, client, first))).toBe(tokenOf(second));
  tokenOf(await refresh(service, client, second));
  await service.stop();
  expect(await tokensOf(client)).toBe(3);
});

test("R57 tokens are counted by the day in UTC", async () => {
  const client = await makeClient(await makeTenant());
  const [database, log] = [openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", createLog("test", "silent")), createLog("test", "silent")];
  onTestFinished(() => database.close());
  const usage = createUsage();
  for (const at of ["2026-03-01T23:59:59.999Z", "2026-03-02T00:00:00Z", "2026-03-02T12:00:00Z"]) usage.count(client.clientId, new Date(at));
  usage.count("gh_00000000000000000", new Date());
  await writeBeside([usage], database, log).stop();
  expect(await daysOf(client)).toEqual([
    ["2026-03-01", 1],
    ["2026-03-02", 2],
  ]);
});

test("R57 R62 while nobody can write use or refusals, 20 requests are answered all the same, and written afterwards", async () => {
  const service = await startService();
  const tenant = await makeTenant();
  const [client, other] = [await makeClient(tenant), await makeClient(tenant)];
  const blocker = new pg.Client(env().DATABASE_URL);
  await blocker.connect();
  await blocker.query("begin; lock table usage_day, refused_request in access exclusive mode");
  for (let count = 0; count < 10; count++) {
    tokenOf(await requestToken(service, client));
    expect((await requestToken(service, { ...client, secret: other.secret })).status).toBe(401);
  }
  await expect.poll(() => isWaiting(blocker)).toBe(true);
  tokenOf(await requestToken(service, client));
  await blocker.end();
  await service.stop();
  expect(await tokensOf(client)).toBe(11);
});

async function isWaiting(observer: pg.Client): Promise<boolean> {
  const { rows } = await observer.query("select from pg_locks where not granted and relation = 'usage_day'::regclass");
  return rows.length > 0;
}

test("R57 what could not be written because the database was away is kept within its bound, logged, and written when it is back", async () => {
  const log = createLog("test", "silent");
  const written: number[] = [];
  const batch = createBatch<number>({
    name: "numbers",
    most: 3,
    merge: (waiting, next) => waiting + next,
    statements: (facts) => {
      written.push(...facts);
      return [];
    },
  });
  for (const key of ["a", "b", "a", "c", "d"]) batch.note(key, 1);
  const away = openDatabase("postgresql://nobody@127.0.0.1:1/none", log);
  await batch.write(away, log);
  await away.close();
  for (const key of ["b", "e"]) batch.note(key, 1);
  const back = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", log);
  onTestFinished(() => back.close());
  await batch.write(back, log);
  await batch.write(back, log);
  expect(written).toEqual([2, 2, 1]);
});

test("R57 what the database refuses is not tried for ever", async () => {
  const log = createLog("test", "silent");
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", log);
  onTestFinished(() => database.close());
  let tried = 0;
  const batch = createBatch<number>({
    name: "numbers",
    most: 3,
    merge: (waiting) => waiting,
    statements: () => {
      tried++;
      return [{ statement: { name: "refused", text: "select 1 / 0" }, values: [] }];
    },
  });
  batch.note("a", 1);
  await batch.write(database, log);
  await batch.write(database, log);
  expect(tried).toBe(1);
});
