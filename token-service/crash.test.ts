import { expect, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { drillCrashes } from "./test-crash-drill.ts";
import { freePort, isReady, run } from "./test-process.ts";
import { askMe, makeClient, makeTenant, requestToken, tokenOf } from "./test-world.ts";

test("TS-08 killed three times while forty applications refresh, it loses none of their grants", { timeout: 120_000 }, async () => {
  expect(await drillCrashes({ clients: 8, grantsOfEach: 5, kills: 3 })).toMatchObject({ refused: [], untouched: 0, alive: 40 });
});

test("R57 killed between two writes, it loses of what it counted only what came since the last: 5 stay, of 3 more nothing is counted twice", {
  timeout: 60_000,
}, async () => {
  const client = await makeClient(await makeTenant());
  const port = await freePort();
  const service = { issuer: `http://localhost:${port}`, port, stop: async () => undefined };
  const start = async () => {
    const started = run({ TOKEN_SERVICE_DATABASE_URL: env().TOKEN_SERVICE_DATABASE_URL ?? "", TOKEN_SERVICE_PORT: `${port}` });
    await isReady(started.process);
    return started;
  };
  const issue = async (count: number) => {
    for (let n = 0; n < count; n++) tokens.push(tokenOf(await requestToken(service, client)));
  };
  const counted = async () => {
    const { _sum } = await asScope({ role: "staff" }, (tx) => tx.usageDay.aggregate({ where: { clientId: client.clientId }, _sum: { tokens: true } }));
    return _sum.tokens ?? 0;
  };
  const tokens: string[] = [];

  const first = await start();
  await issue(5);
  await expect.poll(counted, { timeout: 20_000 }).toBe(5);
  await issue(3);
  first.process.kill("SIGKILL");
  await first.ended;
  const kept = await counted();
  expect([5, 6, 7, 8]).toContain(kept);

  await start();
  await issue(2);
  await expect.poll(counted, { timeout: 20_000 }).toBe(kept + 2);
  for (const token of tokens) expect((await askMe(service, token)).status).toBe(200);
});
