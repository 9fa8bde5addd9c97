import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { env } from "#lib/env";
import { aMember } from "#world/a-person";
import { freePort, isReady, run } from "./test-process.ts";
import { askMe, authorize, exchange, makeCodeClient, makeTenant, refresh, startService, type TestClient, type TokenAnswer, tokenOf } from "./test-world.ts";

const CLIENTS = 8;
const GRANTS_OF_EACH = 5;
const KILLS = 3;

/** Refreshes again and again, as an application does that knows only the last answer that reached it. */
function startRefreshing(service: Parameters<typeof refresh>[0], client: TestClient, begun: TokenAnswer) {
  const seen = { client, last: begun, refreshed: 0, unanswered: 0, refused: [] as unknown[] };
  let isOver = false;
  async function goOn(): Promise<void> {
    while (!isOver && seen.refused.length === 0) {
      const answer = await refresh(service, client, seen.last).catch(() => null);
      if (answer?.status === 200) {
        seen.last = answer;
        seen.refreshed++;
      } else if (answer === null || answer.status >= 500) {
        seen.unanswered++;
        await sleep(50);
      } else seen.refused.push(answer.body);
    }
  }
  const done = goOn();
  const stop = async () => {
    isOver = true;
    await done;
  };
  return { seen, stop };
}

test("TS-08 killed again and again while forty applications refresh, it loses none of their grants", { timeout: 120_000 }, async () => {
  const port = await freePort();
  const settings = { TOKEN_SERVICE_DATABASE_URL: env().TOKEN_SERVICE_DATABASE_URL ?? "", TOKEN_SERVICE_PORT: `${port}` };
  const start = async () => {
    const started = run(settings);
    await isReady(started.process);
    return started;
  };
  const beside = await startService({ issuer: `http://localhost:${port}` });
  const child = { ...beside, port };
  const tenant = await makeTenant();
  const person = await aMember(tenant.admin);
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => makeCodeClient(tenant)));
  const granted = Array.from({ length: CLIENTS * GRANTS_OF_EACH }, async (_, nth) => {
    const client = clients[nth % CLIENTS] as TestClient;
    return { client, tokens: await exchange(beside, client, await authorize(beside, person, client)) };
  });
  const grants = await Promise.all(granted);

  let service = await start();
  const applications = grants.map(({ client, tokens }) => startRefreshing(child, client, tokens));
  const refreshed = () => applications.reduce((sum, { seen }) => sum + seen.refreshed, 0);
  for (let kill = 0; kill < KILLS; kill++) {
    const before = refreshed();
    await expect.poll(refreshed, { timeout: 20_000 }).toBeGreaterThan(before + applications.length);
    await sleep(randomInt(200));
    service.process.kill("SIGKILL");
    await service.ended;
    service = await start();
  }
  await Promise.all(applications.map(({ stop }) => stop()));
  const seen = applications.map((application) => application.seen);
  expect(seen.flatMap(({ refused }) => refused)).toEqual([]);
  expect(seen.filter(({ unanswered }) => unanswered === 0)).toEqual([]);
  const afterwards = await Promise.all(seen.map(({ client, last }) => refresh(child, client, last)));
  for (const tokens of afterwards) expect((await askMe(child, tokenOf(tokens))).status).toBe(200);
});
