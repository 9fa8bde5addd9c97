import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import { expect, onTestFinished, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { enqueueMail } from "#lib/mail/enqueue-mail";
import { findLink } from "#lib/members/one-time-link";
import { startWorker } from "./start-worker.ts";
import { type Letter, startSmtpServer } from "./test-smtp-server.ts";

/** The worker has other tasks, which end whenever they do. */
const mailed = /Completed task \d+ \(send-link/g;

async function start() {
  const mail = await startSmtpServer();
  // The queue is asked only where mail is configured, and the settings are read once for each process.
  env().SMTP_URL = mail.url;
  let logged = "";
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += line;
      done();
    },
  });
  const worker = await startWorker(env().WORKER_DATABASE_URL ?? "", createLog("worker", "debug", destination));
  onTestFinished(async () => {
    await worker.stop();
    await mail.stop();
    env().SMTP_URL = undefined;
  });
  return { mail, logged: () => logged };
}

async function makePerson(name: string) {
  const id = randomUUID();
  await asScope({ role: "staff" }, (tx) => tx.person.createMany({ data: [{ id, role: "cs", email: `${id}@example.com`, name }] }));
  return id;
}

/** A job of another test may have been left to be done again. */
const to = (letters: Letter[], personId: string) => letters.filter((letter) => letter.to.includes(`${personId}@example.com`));

const ask = (personId: string, purpose: "invitation" | "password_reset") => asScope({ role: "staff" }, (tx) => enqueueMail(tx, { personId, purpose }));

test("R60 a link that was asked for arrives by mail and works; it is in no log and no queue", async () => {
  const { mail, logged } = await start();
  const personId = await makePerson("Zoë Ünal");
  await ask(personId, "password_reset");
  const letters = () => to(mail.received, personId);
  await expect.poll(() => letters().length, { timeout: 10_000 }).toBe(1);
  const [letter] = letters();
  expect(letter?.subject).toBe("Choose a new password for Gatehouse");
  expect(letter?.text).toContain("Hello Zoë Ünal,");

  const token = /\/link\/([\w-]{43})\s/.exec(letter?.text ?? "")?.[1] ?? "";
  expect(await findLink(token)).toMatchObject({ purpose: "password_reset", name: "Zoë Ünal" });
  await expect.poll(logged, { timeout: 10_000 }).toMatch(mailed);
  expect(logged()).not.toContain(token);
});

test("R60 what the mail server does not take is tried again", { timeout: 40_000 }, async () => {
  const { mail } = await start();
  mail.refuseNext();
  const personId = await makePerson("Ben");
  await ask(personId, "invitation");
  await expect.poll(() => to(mail.received, personId).map(({ subject }) => subject), { timeout: 30_000 }).toEqual(["You are invited to Gatehouse"]);
});

test("R60 nobody is written to who could not use the link", async () => {
  const { mail, logged } = await start();
  const gone = await makePerson("Gone");
  await asScope({ role: "staff" }, (tx) => tx.person.updateMany({ where: { id: gone }, data: { disabledAt: new Date() } }));
  await ask(gone, "password_reset");
  await ask(randomUUID(), "password_reset");
  await expect.poll(() => logged().match(mailed)?.length, { timeout: 10_000 }).toBe(2);
  expect(to(mail.received, gone)).toEqual([]);
});
