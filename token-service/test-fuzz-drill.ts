import { execFileSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { Agent, request } from "node:http";
import { text as textOf } from "node:stream/consumers";
import fc from "fast-check";
import { env } from "#lib/env";
import { anyRequest, type FuzzRequest } from "./test-fuzz-requests.ts";
import { freePort, isReady, spawnService } from "./test-process.ts";
import { basic, makeCodeClient, makeTenant, REDIRECT_URI, requestToken } from "./test-world.ts";

const AT_ONCE = 16;
const CHUNK = 1_000;

export type FuzzResult = {
  seed: number;
  sent: number;
  statuses: Record<string, number>;
  /** Answers that are a 5xx, or none at all. */
  failures: { number: number; request: FuzzRequest; outcome: string }[];
  /** MiB of the process after each tenth. */
  memory: number[];
  /** Lines of the log that are an error of ours. */
  errors: string[];
  stillWorks: boolean;
};

/** TS-19: so many requests of all kinds to a token service in a process of its own. The seed makes the same ones again. */
export async function drillFuzz({ requests, seed, say = () => {} }: { requests: number; seed: number; say?: (text: string) => void }): Promise<FuzzResult> {
  const port = await freePort();
  const service = { issuer: `http://localhost:${port}`, port, stop: async () => undefined };
  const url = env().TOKEN_SERVICE_DATABASE_URL ?? "";
  // Each request has an address of its own, so that limits refuse none of them.
  const running = spawnService({ TOKEN_SERVICE_DATABASE_URL: url, TOKEN_SERVICE_PORT: `${port}`, TRUSTED_PROXY_COUNT: "1" });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  try {
    await isReady(running.process);
    const client = await makeCodeClient(await makeTenant());
    const arbitrary = anyRequest({ client_id: client.clientId, redirect_uri: REDIRECT_URI, basic: basic(client) });
    const statuses: Record<string, number> = {};
    const failures: FuzzResult["failures"] = [];
    const memory: number[] = [];
    let sent = 0;
    for (let first = 0; first < requests && failures.length < 20; first += CHUNK) {
      const chunk = fc.sample(arbitrary, { seed: seed + first, numRuns: Math.min(CHUNK, requests - first) }).entries();
      const sendNext = async () => {
        for (const [index, wanted] of chunk) {
          const outcome = await ask(port, agent, wanted);
          sent++;
          statuses[outcome] = (statuses[outcome] ?? 0) + 1;
          if (!/^[1-4]\d\d$/.test(outcome)) failures.push({ number: first + index, request: wanted, outcome });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
      if (sent % (requests / 10) === 0) {
        memory.push(memoryOf(running.process.pid ?? 0));
        say(`${sent.toLocaleString("en")} sent, ${memory.at(-1)} MiB.`);
      }
    }
    const stillWorks = (await requestToken(service, client)).body.error === "unauthorized_client";
    const errors = running
      .said()
      .split("\n")
      .filter((line) => /"level":"(error|fatal)"/.test(line));
    return { seed, sent, statuses, failures, memory, errors: [...new Set(errors)].slice(0, 20), stillWorks };
  } finally {
    agent.destroy();
    running.process.kill("SIGKILL");
  }
}

function ask(port: number, agent: Agent, { method, path, headers, body }: FuzzRequest): Promise<string> {
  return new Promise((resolve) => {
    const from = `198.${randomInt(18, 20)}.${randomInt(256)}.${randomInt(1, 255)}`;
    const sent = { host: `localhost:${port}`, "x-forwarded-for": from, ...headers };
    const asking = request({ port, agent, method, path, headers: sent, timeout: 20_000 }, (response) => {
      textOf(response).then(
        () => resolve(`${response.statusCode}`),
        () => resolve("cut off"),
      );
    });
    asking.on("timeout", () => asking.destroy(new Error("no answer in 20 s")));
    asking.on("error", (error) => resolve(error.message));
    asking.end(body);
  });
}

function memoryOf(pid: number): number {
  return Math.round(Number(execFileSync("ps", ["-o", "rss=", "-p", `${pid}`], { encoding: "utf8" })) / 1024);
}
