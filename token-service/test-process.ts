import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { env } from "#lib/env";

type Run = { process: ChildProcess; said: () => string; ended: Promise<number | null> };

/** The token service as a process of its own, until the test ends. */
export function run(settings: Record<string, string>): Run {
  const started = spawnService(settings);
  onTestFinished(() => void started.process.kill("SIGKILL"));
  return started;
}

/** The same, until it is killed. */
export function spawnService(settings: Record<string, string>): Run {
  const { PATH, HOME, NODE_ENV } = process.env;
  const { SESSION_SECRET, ENCRYPTION_KEY } = env();
  const child = spawn(process.execPath, ["--import", "tsx", "token-service/main.ts"], {
    env: { PATH, HOME, NODE_ENV, SESSION_SECRET, ENCRYPTION_KEY, ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { process: child, said: () => said, ended };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const isReady = (child: ChildProcess) => new Promise<void>((resolve) => child.on("message", (message) => message === "ready" && resolve()));
