import { expect, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { generateClientSecret } from "#lib/secrets/client-secret";
import { openDatabase } from "../database.ts";
import { allowances } from "../limits/limits.ts";
import { makeClient, makeTenant, requestToken, startService } from "../test-world.ts";
import { writeBeside } from "./batch.ts";
import { createRefusedRequests, MOST_A_MINUTE, MOST_KEPT, type RefusedRequest } from "./refused-requests.ts";

function refusedOf({ clientId }: { clientId: string }) {
  return asScope({ role: "staff" }, (tx) => tx.refusedRequest.findMany({ where: { clientId }, orderBy: { id: "asc" } }));
}

/** What the service has kept of this client, in the order in which it was written. */
async function toldOf(client: { clientId: string }) {
  return (await refusedOf(client)).map(({ endpoint, error, reason, value }) => [endpoint, error, reason, value].join(" ").trim());
}

test("R62 RL-08 60 wrong secrets at two instances are one row to each minute that counts them, and a client that nobody has leaves none", async () => {
  const many = { points: 1_000, seconds: 60 };
  const settings = { allowances: { ...allowances, failures: many, failuresOfClient: many } };
  const services = [await startService(settings), await startService(settings)] as const;
  const client = await makeClient(await makeTenant());
  const asked = Array.from({ length: 60 }, (_, index) => requestToken(services[index % 2 ? 0 : 1], { ...client, secret: generateClientSecret() }));
  expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([401]));
  const unknown = { clientId: "gh_00000000000000000", secret: client.secret };
  for (const service of services) {
    expect((await requestToken(service, unknown)).status).toBe(401);
    await service.stop();
  }
  const rows = await refusedOf(client);
  expect(rows.length).toBe(new Set(rows.map(({ minute }) => minute)).size);
  expect(rows.reduce((sum, { times }) => sum + times, 0)).toBe(60);
  expect(await refusedOf(unknown)).toEqual([]);
});

const noon = (minute: number) => new Date(Date.UTC(2026, 2, 1, 12, minute));
const aRefusal = (clientId: string, value: string, isKnown = true): RefusedRequest => ({
  clientId,
  isKnown,
  endpoint: "token",
  error: "invalid_scope",
  reason: "scope_not_allowed",
  value,
});

async function writeAll(batches: ReturnType<typeof createRefusedRequests>[]): Promise<void> {
  const log = createLog("test", "silent");
  const database = openDatabase(env().TOKEN_SERVICE_DATABASE_URL ?? "", log);
  await Promise.all(batches.map((batch) => writeBeside([batch], database, log).stop()));
  await database.close();
}

test("R62 RL-08 of 1,000 different refusals of a client in a minute 10 are kept, and of 12 minutes the last 50", async () => {
  const client = await makeClient(await makeTenant());
  const batch = createRefusedRequests();
  for (let index = 0; index < 1_000; index++) batch.keep(aRefusal(client.clientId, `flood.${index}`), noon(0));
  batch.keep(aRefusal(client.clientId, "flood.3"), noon(0));
  await writeAll([batch]);
  expect((await refusedOf(client)).map(({ value, times }) => [value, times])).toEqual(
    Array.from({ length: MOST_A_MINUTE }, (_, index) => [`flood.${index}`, index === 3 ? 2 : 1]),
  );
  for (let minute = 1; minute < 12; minute++) {
    for (let index = 0; index < MOST_A_MINUTE; index++) batch.keep(aRefusal(client.clientId, `${minute}.${index}`), noon(minute));
    await writeAll([batch]);
  }
  const values = (await refusedOf(client)).map(({ value }) => value);
  expect([values.length, values[0], values.at(-1)]).toEqual([MOST_KEPT, "7.0", "11.9"]);
});

test("R62 RL-01 of 9 wrong secrets where 5 are allowed the last are told to wait, and the client's people read why", async () => {
  const service = await startService({ allowances: { ...allowances, failuresOfClient: { points: 5, seconds: 60 } } });
  const client = await makeClient(await makeTenant());
  for (let count = 0; count < 9; count++) await requestToken(service, { ...client, secret: generateClientSecret() });
  await service.stop();
  expect(new Set(await toldOf(client))).toEqual(new Set(["token invalid_client secret_unknown", "token temporarily_unavailable too_many_requests"]));
});

test("R62 two instances that write the same refusals at once add them up", async () => {
  const client = await makeClient(await makeTenant());
  const instances = Array.from({ length: 4 }, createRefusedRequests);
  for (const instance of instances) {
    for (const value of ["a", "b", "c", "a"]) instance.keep(aRefusal(client.clientId, value), noon(0));
  }
  await writeAll(instances);
  const rows = await refusedOf(client);
  expect(rows.map(({ value, times }) => [value, times]).sort()).toEqual([
    ["a", 8],
    ["b", 4],
    ["c", 4],
  ]);
});

test("R62 RL-08 100,000 made-up names take the place of no client", async () => {
  const client = await makeClient(await makeTenant());
  const batch = createRefusedRequests();
  for (let index = 0; index < 100_000; index++) batch.keep(aRefusal(`gh_${String(index).padStart(17, "0")}`, "a", false), noon(0));
  batch.keep(aRefusal(client.clientId, "a"), noon(0));
  await writeAll([batch]);
  expect((await refusedOf(client)).map(({ value }) => value)).toEqual(["a"]);
});
