import { randomInt } from "node:crypto";
import { cpus } from "node:os";
import { paths } from "#lib/endpoints";
import { findFreePort } from "../bootstrap/ports.mjs";
import { beforeExit, runCommand } from "../bootstrap/shutdown.mjs";
import { makeTestDatabases } from "../test-databases";
import { addClients, type BenchClient, makeBenchWorld } from "./bench-world.ts";
import { type Ask, type Cost, measure } from "./load.ts";
import { type BenchServer, startServer } from "./servers.ts";

const ROUNDS = 7;
const WORKERS = 16;
const COUNT = { warmUp: 500, credentials: 2_000, refresh: 1_000 };
const MANY = 100_000;
const ASKED_OF_MANY = 10_000;

type Contestant = { server: BenchServer; count: number; ask: Ask };

/** Client credentials and refresh beside a bare oidc-provider and a bare HTTP server, in turns in one run: what counts are the ratios. */
await runCommand(async () => {
  const { DATABASE_URL = "", SUPERUSER_DATABASE_URL } = process.env;
  const databases = await makeTestDatabases(DATABASE_URL, SUPERUSER_DATABASE_URL);
  beforeExit(databases.drop);
  const port = await findFreePort();
  const address = { TOKEN_SERVICE_PORT: `${port}`, TOKEN_SERVICE_URL: `http://localhost:${port}` };
  const env = { ...process.env, ...databases.first, ...address };

  console.log(`${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}. Preparing ${MANY.toLocaleString("en")} clients ...`);
  const { client, teamId, refreshTokens } = await makeBenchWorld(env, WORKERS);
  const manyDatabases = await databases.copyTo("many");
  const many = await addClients(manyDatabases.DATABASE_URL, client, { count: MANY, known: ASKED_OF_MANY });
  const bareDatabases = await databases.copyTo("bare");

  const manyPort = await findFreePort();
  const ours = { script: "token-service/main.ts", path: paths.token };
  const bare = { CLIENT_ID: client.clientId, CLIENT_SECRET: client.secret, CHAINS: `${WORKERS}`, DATABASE_URL: bareDatabases.DATABASE_URL };
  const [http, provider, one, full] = await Promise.all([
    startServer({ name: "bare HTTP", script: "scripts/bench/bare-http.ts", path: "/token", env }),
    startServer({ name: "bare oidc-provider", script: "scripts/bench/bare-provider.ts", path: "/token", env: { ...env, ...bare } }),
    startServer({ name: "Gatehouse, 1 client", ...ours, env, port }),
    startServer({
      name: `Gatehouse, ${MANY.toLocaleString("en")} clients`,
      ...ours,
      env: { ...env, ...manyDatabases, TOKEN_SERVICE_PORT: `${manyPort}` },
      port: manyPort,
    }),
  ]);
  const host = new URL(address.TOKEN_SERVICE_URL).host;
  const team = { scope: `team_${teamId}` };
  const asOne = askForToken(() => client, team);
  const asMany = askForToken(() => many[randomInt(many.length)] ?? client, team);
  await report("client credentials", host, [
    { server: http, count: COUNT.credentials, ask: asOne },
    { server: provider, count: COUNT.credentials, ask: askForToken(() => client) },
    { server: one, count: COUNT.credentials, ask: asOne },
    { server: full, count: COUNT.credentials, ask: asOne },
    { server: { ...full, name: `... ${ASKED_OF_MANY.toLocaleString("en")} of them in turn` }, count: COUNT.credentials, ask: asMany },
  ]);
  await report("refresh", host, [
    { server: http, count: COUNT.refresh, ask: asOne },
    { server: provider, count: COUNT.refresh, ask: refresh(client, provider.refreshTokens) },
    { server: one, count: COUNT.refresh, ask: refresh(client, [...refreshTokens]) },
    { server: full, count: COUNT.refresh, ask: refresh(client, [...refreshTokens]) },
  ]);
  return 0;
});

function askForToken(pick: () => BenchClient, more: Record<string, string> = {}): Ask {
  return async (_worker, post) => {
    await post({ grant_type: "client_credentials", ...more }, pick());
  };
}

function refresh(client: BenchClient, tokens: string[]): Ask {
  return async (worker, post) => {
    const { refresh_token = "" } = await post({ grant_type: "refresh_token", refresh_token: tokens[worker] ?? "" }, client);
    tokens[worker] = refresh_token;
  };
}

async function report(title: string, host: string, contestants: Contestant[]): Promise<void> {
  const rounds: Cost[][] = contestants.map(() => []);
  for (const { server, ask } of contestants) await measure(server, host, { count: COUNT.warmUp, workers: WORKERS, ask });
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, { server, count, ask }] of contestants.entries()) {
      rounds[index]?.push(await measure(server, host, { count, workers: WORKERS, ask }));
    }
  }
  console.log(`\n${title}: medians of ${ROUNDS} rounds, ${WORKERS} connections`);
  console.log(`${"".padEnd(30)}${["requests/s", "CPU µs each", "against bare"].map((head) => head.padStart(14)).join("")}`);
  const provider = rounds[1] ?? [];
  for (const [index, { server }] of contestants.entries()) {
    const costs = rounds[index] ?? [];
    // Round by round: what else the machine did fell on both.
    const ratio = median(costs.map(({ cpuMicroseconds }, round) => cpuMicroseconds / (provider[round]?.cpuMicroseconds ?? Number.NaN)));
    const columns = [median(costs.map((cost) => cost.requestsPerSecond)).toFixed(0), median(costs.map((cost) => cost.cpuMicroseconds)).toFixed(0)];
    console.log(`${server.name.padEnd(30)}${[...columns, `${ratio.toFixed(2)} x`].map((column) => column.padStart(14)).join("")}`);
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
