import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { paths } from "#lib/endpoints";
import { makeBenchWorld } from "../bench/bench-world.ts";
import { poster } from "../bench/load.ts";
import { type BenchServer, startServer } from "../bench/servers.ts";
import { findFreePort } from "../bootstrap/ports.mjs";
import { spawnNode } from "../bootstrap/run-node.mjs";
import { beforeExit, runCommand } from "../bootstrap/shutdown.mjs";
import { makeTestDatabases } from "../test-databases";

const ROUNDS = 5;
const SECONDS = 6;
const PER_SECOND = 40;
const MESSAGES = 40;
const MOST = 2;

/** TI-08: a company that is at its limit, and one whose webhook never answers, beside one that behaves. What counts are the ratios. */
await runCommand(async () => {
  const { DATABASE_URL = "", SUPERUSER_DATABASE_URL } = process.env;
  const databases = await makeTestDatabases(DATABASE_URL, SUPERUSER_DATABASE_URL);
  beforeExit(databases.drop);
  const port = await findFreePort();
  const address = { TOKEN_SERVICE_PORT: `${port}`, TOKEN_SERVICE_URL: `http://localhost:${port}` };
  Object.assign(process.env, databases.first, address);
  const [loud, quiet] = [await makeBenchWorld(process.env, 0), await makeBenchWorld(process.env, 0)];
  const server = await startServer({ name: "the token service", script: "token-service/main.ts", path: paths.token, env: process.env, port });
  console.log(`${ROUNDS} rounds of ${SECONDS} s alone and ${SECONDS} s beside the loud one, ${PER_SECOND} requests a second.`);

  const rounds: { alone: number; beside: number }[] = [];
  await latencies(server, quiet.client);
  for (let round = 1; round <= ROUNDS; round++) {
    const alone = p99(await latencies(server, quiet.client));
    const neighbour = spawnNode(["--import", "tsx", "scripts/drills/loud-neighbour.ts"], {
      env: { ...process.env, PORT: `${port}`, CLIENT_ID: loud.client.clientId },
      output: ["ignore", "inherit"],
    });
    beforeExit(neighbour.stop);
    await sleep(3_000);
    const beside = p99(await latencies(server, quiet.client));
    const answers = new Promise((resolve) => neighbour.child.once("message", resolve));
    neighbour.child.send("stop");
    rounds.push({ alone, beside });
    console.log(`p99 alone ${alone.toFixed(1)} ms, beside ${beside.toFixed(1)} ms; the loud one was answered`, await answers);
    await neighbour.exited;
  }
  const tokens = median(rounds.map(({ alone, beside }) => beside / alone));

  const messages = await compareMessages();
  console.log(`Tokens: the p99 is ${tokens.toFixed(2)} times that of alone. Messages to webhooks: the median is ${messages.toFixed(2)} times that of alone.`);
  const isRight = tokens <= MOST && messages <= MOST;
  console.log(isRight ? "Both are at most twice." : `More than ${MOST} times: look whether the machine had other work.`);
  return isRight ? 0 : 1;
});

/** At a steady pace, whatever the answers take. */
async function latencies(server: BenchServer, client: { clientId: string; secret: string }): Promise<number[]> {
  const agent = new Agent({ keepAlive: true });
  const post = poster(server, new URL(process.env.TOKEN_SERVICE_URL ?? "").host, agent);
  const asked: Promise<number>[] = [];
  for (let nth = 0; nth < SECONDS * PER_SECOND; nth++) {
    const began = performance.now();
    asked.push(post({ grant_type: "client_credentials" }, client).then(() => performance.now() - began));
    await sleep(1000 / PER_SECOND);
  }
  const taken = await Promise.all(asked);
  agent.destroy();
  return taken;
}

/** How long a message takes to its webhook, alone and beside a webhook with as many messages that never answers. */
async function compareMessages(): Promise<number> {
  const [{ aWorker }, { aTenant }, { aStaff }, { anActivePartnerClient }, { setWebhook }, { enableForTenant }, { disableForTenant }, { closeDatabase }] =
    await Promise.all([
      import("#world/a-worker"),
      import("#world/a-tenant"),
      import("#world/a-person"),
      import("#world/a-client"),
      import("#lib/webhooks/set-webhook"),
      import("#lib/enablements/enable-for-tenant"),
      import("#lib/enablements/disable-for-tenant"),
      import("#lib/db/as-scope"),
    ]);
  beforeExit(closeDatabase);
  const staff = await aStaff();
  const aSide = async (answers: (done: () => void) => void) => {
    const receiver = createServer((_request, response) => answers(() => void response.writeHead(204).end()));
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    beforeExit(async () => void receiver.close().closeAllConnections());
    const [{ admin, tenant }, { clientId }] = [await aTenant(), await anActivePartnerClient(staff)];
    await setWebhook(admin, { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` });
    const pair = { clientId, tenantId: tenant.id };
    return async (nth: number) => void (await (nth % 2 ? disableForTenant : enableForTenant)(staff, pair));
  };
  let arrived = () => {};
  const tell = await aSide((done) => {
    done();
    arrived();
  });
  const tellSlow = await aSide(() => {});
  const worker = aWorker();
  beforeExit(worker.stop);
  await worker.untilReady;
  const measure = async () => {
    const taken: number[] = [];
    for (let nth = 0; nth < MESSAGES; nth++) {
      const arrival = new Promise<void>((resolve) => (arrived = resolve));
      const began = performance.now();
      await tell(nth);
      await arrival;
      taken.push(performance.now() - began);
    }
    return median(taken);
  };
  await measure();
  const alone = await measure();
  for (let nth = 0; nth < MESSAGES; nth++) await tellSlow(nth);
  const beside = await measure();
  console.log(`A message takes ${alone.toFixed(0)} ms alone, and ${beside.toFixed(0)} ms beside ${MESSAGES} to a receiver that never answers.`);
  return beside / alone;
}

function p99(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
