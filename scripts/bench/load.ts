import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import type { BenchServer } from "./servers.ts";

export type Cost = { requestsPerSecond: number; cpuMicroseconds: number };
export type Ask = (worker: number, post: Post) => Promise<void>;
export type Post = (form: Record<string, string>, credentials: { clientId: string; secret: string }) => Promise<Record<string, string>>;

/** Runs `ask` `count` times, each worker one after another on a connection of its own, and tells what the server has spent on it. */
export async function measure(server: BenchServer, host: string, { count, workers, ask }: { count: number; workers: number; ask: Ask }): Promise<Cost> {
  const agent = new Agent({ keepAlive: true, maxSockets: workers });
  const post = poster(server, host, agent);
  const [cpuBefore, begun] = [await server.cpuMicroseconds(), performance.now()];
  let left = count;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (left-- > 0) await ask(worker, post);
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  const cpu = (await server.cpuMicroseconds()) - cpuBefore;
  agent.destroy();
  return { requestsPerSecond: count / seconds, cpuMicroseconds: cpu / count };
}

export function poster({ name, port, path }: BenchServer, host: string, agent: Agent): Post {
  return (form, { clientId, secret }) => {
    const body = new URLSearchParams(form).toString();
    const headers = {
      host,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": Buffer.byteLength(body),
      authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`,
    };
    return new Promise((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, method: "POST", agent, headers }, async (response) => {
        const answer = await text(response);
        if (response.statusCode === 200) resolve(JSON.parse(answer));
        else reject(new Error(`${name} answered ${response.statusCode}: ${answer}`));
      });
      sent.on("error", reject);
      sent.end(body);
    });
  };
}
