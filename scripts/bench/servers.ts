import { spawnNode } from "../bootstrap/run-node.mjs";
import { beforeExit } from "../bootstrap/shutdown.mjs";

export type BenchServer = { name: string; port: number; path: string; refreshTokens: string[]; cpuMicroseconds(): Promise<number> };
type Started = { name: string; script: string; path: string; env: Record<string, string | undefined>; port?: number };
/** The token service says "ready"; the bare servers say where they listen. */
type Message = "ready" | { ready: { port: number; refreshTokens: string[] } } | { cpu: number };

const preload = new URL("./report-cpu.mjs", import.meta.url).href;

/** A server in a process of its own, which can tell what it has cost. */
export async function startServer({ name, script, path, env, port = 0 }: Started): Promise<BenchServer> {
  const { child, stop } = spawnNode(["--import", "tsx", "--import", preload, script], { env, output: ["ignore", "inherit"] });
  beforeExit(stop);
  const hear = <T>(read: (message: Message) => T | undefined) =>
    new Promise<T>((resolve, reject) => {
      const listen = (message: Message) => {
        const found = read(message);
        if (found === undefined) return;
        child.off("message", listen);
        child.off("exit", end);
        resolve(found);
      };
      const end = () => reject(new Error(`${name} ended by itself`));
      child.on("message", listen);
      child.on("exit", end);
    });
  const ready = await hear((message) => {
    if (message === "ready") return { port, refreshTokens: [] };
    return "ready" in message ? message.ready : undefined;
  });
  return {
    name,
    path,
    ...ready,
    cpuMicroseconds() {
      const answer = hear((message) => (message !== "ready" && "cpu" in message ? message.cpu : undefined));
      child.send("cpu");
      return answer;
    },
  };
}
