import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { aMember } from "#world/a-person";
import { freePort, isReady, spawnService } from "./test-process.ts";
import { askMe, authorize, exchange, makeCodeClient, makeTenant, refresh, type TestClient, type TokenAnswer } from "./test-world.ts";

type Sizes = { clients: number; grantsOfEach: number; kills: number; say?: (text: string) => void };
export type CrashResult = {
  kills: number;
  grants: number;
  refreshed: number;
  /** Requests that got no answer, or one that says to try again. */
  unanswered: number;
  /** Grants that no kill got in the way of. */
  untouched: number;
  /** What a grant was refused with: there should be none. */
  refused: unknown[];
  /** Grants that give a working token in the end. */
  alive: number;
  /** Of the tokens that were answered, those that the setup app does not count. */
  uncounted: number;
};

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

/** TS-08: kills the token service again and again while applications refresh as fast as they can. */
export async function drillCrashes({ clients: clientCount, grantsOfEach, kills, say = () => {} }: Sizes): Promise<CrashResult> {
  const port = await freePort();
  const service = { issuer: `http://localhost:${port}`, port, stop: async () => undefined };
  const settings = { TOKEN_SERVICE_DATABASE_URL: env().TOKEN_SERVICE_DATABASE_URL ?? "", TOKEN_SERVICE_PORT: `${port}` };
  let running = spawnService(settings);
  try {
    await isReady(running.process);
    const tenant = await makeTenant();
    const person = await aMember(tenant.admin);
    const clients = await Promise.all(Array.from({ length: clientCount }, () => makeCodeClient(tenant)));
    const grants: { client: TestClient; tokens: TokenAnswer }[] = [];
    for (const client of Array.from({ length: grantsOfEach }, () => clients).flat()) {
      grants.push({ client, tokens: await exchange(service, client, await authorize(service, person, client)) });
    }
    say(`${grants.length} grants of ${clientCount} clients.`);

    const applications = grants.map(({ client, tokens }) => startRefreshing(service, client, tokens));
    const refreshed = () => applications.reduce((sum, { seen }) => sum + seen.refreshed, 0);
    const until = async (isEnough: () => boolean) => {
      for (const end = Date.now() + 60_000; !isEnough(); ) {
        if (Date.now() > end) throw new Error(`nothing went on for a minute: ${running.said().slice(-2_000)}`);
        await sleep(20);
      }
    };
    for (let kill = 1; kill <= kills; kill++) {
      const before = refreshed();
      await until(() => refreshed() > before + applications.length || applications.some(({ seen }) => seen.refused.length > 0));
      await sleep(randomInt(200));
      running.process.kill("SIGKILL");
      await running.ended;
      running = spawnService(settings);
      await isReady(running.process);
      say(`Killed ${kill} times, refreshed ${refreshed()} times.`);
    }
    await Promise.all(applications.map(({ stop }) => stop()));
    const seen = applications.map((application) => application.seen);
    const afterwards = await Promise.all(seen.map(({ client, last }) => refresh(service, client, last)));
    const asked = await Promise.all(afterwards.map(({ body }) => askMe(service, body.access_token ?? "")));
    running.process.kill("SIGTERM");
    await running.ended;
    const { _sum } = await asScope({ role: "staff" }, (tx) =>
      tx.usageDay.aggregate({ where: { clientId: { in: clients.map(({ clientId }) => clientId) } }, _sum: { tokens: true } }),
    );
    return {
      kills,
      grants: grants.length,
      refreshed: refreshed(),
      unanswered: seen.reduce((sum, { unanswered }) => sum + unanswered, 0),
      untouched: seen.filter(({ unanswered }) => unanswered === 0).length,
      refused: seen.flatMap(({ refused }) => refused),
      alive: asked.filter(({ status }) => status === 200).length,
      uncounted: grants.length + refreshed() + afterwards.length - (_sum.tokens ?? 0),
    };
  } finally {
    running.process.kill("SIGKILL");
  }
}
