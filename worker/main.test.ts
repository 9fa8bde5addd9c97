import { spawn } from "node:child_process";
import { expect, onTestFinished, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { aStaff } from "#world/a-person";
import { startSmtpServer } from "./test-smtp-server.ts";

function run(settings: Record<string, string | undefined>) {
  const { PATH, HOME, NODE_ENV } = process.env;
  const { SESSION_SECRET, ENCRYPTION_KEY } = env();
  const child = spawn(process.execPath, ["--import", "tsx", "worker/main.ts"], {
    env: { PATH, HOME, NODE_ENV, SESSION_SECRET, ENCRYPTION_KEY, ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const ready = new Promise<void>((resolve) => child.on("message", (message) => message === "ready" && resolve()));
  onTestFinished(() => void child.kill("SIGKILL"));
  return { child, ready, ended, said: () => said };
}

test("R60 the process mails with a login of its own or with the shared one, and ends on SIGTERM", { timeout: 60_000 }, async () => {
  const person = await aStaff();
  const { WORKER_DATABASE_URL, DATABASE_URL } = env();
  for (const login of [{ WORKER_DATABASE_URL }, { DATABASE_URL }]) {
    const mail = await startSmtpServer();
    onTestFinished(mail.stop);
    const worker = run({ ...login, SMTP_URL: mail.url, MAIL_FROM: "Gatehouse <gatehouse@example.com>" });
    await worker.ready;
    const job = JSON.stringify({ personId: person.personId, purpose: "password_reset" });
    await asScope({ role: "auth" }, (tx) => tx.$executeRaw`select enqueue_job('send-link', ${job}::json)`);
    await expect.poll(() => mail.received.length, { timeout: 15_000 }).toBe(1);
    const link = /\/link\/([\w-]{43})/.exec(mail.received[0]?.text ?? "")?.[1] ?? "";
    expect(link).not.toBe("");

    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    for (const line of worker.said().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(worker.said()).not.toContain(link);
  }
});

test("a database that cannot be reached is a line of the log and an exit", { timeout: 60_000 }, async () => {
  const worker = run({ WORKER_DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
  expect(await worker.ended).toBe(1);
  expect(worker.said()).toContain("ECONNREFUSED");
});
