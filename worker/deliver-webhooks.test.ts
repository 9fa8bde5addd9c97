import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { asScope } from "#lib/db/as-scope";
import { disableForTenant } from "#lib/enablements/disable-for-tenant";
import { enableForTenant, enableWithin } from "#lib/enablements/enable-for-tenant";
import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { findDeliveries } from "#lib/webhooks/find-webhook";
import { isLoopbackAddress, isPublicAddress } from "#lib/webhooks/public-address";
import { sendAgain } from "#lib/webhooks/send-again";
import { setWebhook } from "#lib/webhooks/set-webhook";
import { anActivePartnerClient } from "#world/a-client";
import { aStaff } from "#world/a-person";
import { aTenant } from "#world/a-tenant";
import { asOwner } from "#world/as-owner";
import { eventsOf } from "#world/events-of";
import { onlyTo, postWebhook } from "./post-webhook.ts";
import { startWorker } from "./start-worker.ts";

type Received = { headers: IncomingHttpHeaders; body: string };

/** Somebody's application that listens, and answers with these one after the other, the last for good. */
async function aReceiver(...answers: number[]) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    received.push({ headers: request.headers, body: await text(request) });
    const status = answers[Math.min(received.length, answers.length) - 1] ?? 204;
    response.writeHead(status, status === 302 ? { location: "http://127.0.0.1:1/elsewhere" } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received };
}

/** Holds what it is sent until it is told to answer. */
async function aSlowReceiver() {
  const waiting = new Set<ServerResponse>();
  let [most, isAnswering] = [0, false];
  const server = createServer((_request, response) => {
    if (isAnswering) return void response.writeHead(204).end();
    waiting.add(response);
    response.once("close", () => waiting.delete(response));
    most = Math.max(most, waiting.size);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const answer = () => {
    isAnswering = true;
    for (const response of waiting) response.writeHead(204).end();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, held: () => waiting.size, mostHeld: () => most, answer };
}

async function aWorker() {
  let logged = "";
  const destination = new Writable({
    write(line, _encoding, done) {
      logged += line;
      done();
    },
  });
  const worker = await startWorker(env().WORKER_DATABASE_URL ?? "", createLog("worker", "debug", destination));
  onTestFinished(() => worker.stop());
  return { logged: () => logged };
}

async function prepare(url: string) {
  const [staff, { admin, tenant }] = [await aStaff(), await aTenant()];
  const { secret } = await setWebhook(admin, { url });
  const { clientId, name } = await anActivePartnerClient(staff);
  return { staff, admin, tenant, secret, client: { client_id: clientId, client_name: name }, pair: { clientId, tenantId: tenant.id } };
}

/** As the Standard Webhooks specification has a receiver do it. */
function isSigned({ headers, body }: Received, secret: string): boolean {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const expected = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
    .update(signed)
    .digest("base64");
  return headers["webhook-signature"] === `v1,${expected}`;
}

const patience = { timeout: 30_000 };

describe("a webhook", { timeout: 90_000 }, () => {
  test("R39 is told what happened, signed with its secret and the time, and holds no secret; the delivery is logged", async () => {
    const { url, received } = await aReceiver(204);
    const { logged } = await aWorker();
    const { staff, admin, tenant, secret, client, pair } = await prepare(url);
    await enableForTenant(staff, pair);
    await expect.poll(() => received.length, patience).toBe(1);
    const [letter] = received;
    if (!letter) throw new Error("nothing came");
    expect(isSigned(letter, secret)).toBe(true);
    expect(isSigned({ ...letter, body: letter.body.replace("enabled", "disabled") }, secret)).toBe(false);
    expect(Math.abs(Number(letter.headers["webhook-timestamp"]) - Date.now() / 1000)).toBeLessThan(120);
    expect(JSON.parse(letter.body)).toEqual({
      type: "enablement.enabled",
      timestamp: expect.stringMatching(/Z$/),
      data: { ...client, tenant_id: tenant.id, tenant_name: tenant.name },
    });
    await expect.poll(async () => (await findDeliveries(admin, {})).rows, patience).toMatchObject([{ attempts: 1, lastStatus: 204, lastError: null }]);
    expect(logged()).not.toContain(secret);

    await sendAgain(admin, { deliveryId: (await findDeliveries(admin, {})).rows[0]?.deliveryId ?? "" });
    await expect.poll(() => received.length, patience).toBe(2);
    expect(received[1]?.headers["webhook-id"]).toBe(letter.headers["webhook-id"]);
  });

  test("R39 is told again when it failed, and a redirect is no answer: after 500 and 302 comes 200, with one id", async () => {
    const { url, received } = await aReceiver(500, 302, 200);
    await aWorker();
    const { staff, admin, pair } = await prepare(url);
    await enableForTenant(staff, pair);
    await expect.poll(() => received.length, { timeout: 60_000 }).toBe(3);
    expect(new Set(received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    await expect.poll(async () => (await findDeliveries(admin, {})).rows, patience).toMatchObject([{ attempts: 3, lastStatus: 200, lastError: null }]);
  });

  test("R39 R60 a receiver that never answers holds up no mail: behind 8 messages, its link is made when at most 4 were sent", async () => {
    const opened = new Set<string>();
    const server = createServer((request) => void opened.add(`${request.headers["webhook-id"]}`));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { staff, admin, pair } = await prepare(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`);
    for (let round = 0; round < 4; round++) {
      await enableForTenant(staff, pair);
      await disableForTenant(staff, pair);
    }
    const mail = JSON.stringify({ personId: admin.personId, purpose: "password_reset" });
    await asScope({ role: "auth" }, (tx) => tx.$executeRaw`select enqueue_job('send-link', ${mail}::json)`);
    await aWorker();
    const made = async () =>
      (await eventsOf({ subjectId: admin.personId })).filter(({ action, actorName }) => action === "person.link_created" && actorName === "Mail");
    await expect.poll(async () => (await made()).length, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(opened.size).toBeLessThanOrEqual(4);
    server.closeAllConnections();
  });

  test("R39 TI-08 a slow receiver holds one place: of 8 messages to it 1 is on its way at a time, and 5 of another company all arrive meanwhile", async () => {
    const slow = await aSlowReceiver();
    const { url, received } = await aReceiver(204);
    const [one, other] = [await prepare(slow.url), await prepare(url)];
    for (let round = 0; round < 4; round++) {
      await enableForTenant(one.staff, one.pair);
      await disableForTenant(one.staff, one.pair);
    }
    await aWorker();
    await expect.poll(slow.held, patience).toBe(1);
    for (let round = 0; round < 5; round++) await (round % 2 === 0 ? enableForTenant : disableForTenant)(other.staff, other.pair);
    await expect.poll(() => received.length, patience).toBe(5);
    expect(slow.mostHeld()).toBe(1);
    // Each is answered after all, and none is lost.
    slow.answer();
    await expect
      .poll(async () => (await findDeliveries(one.admin, {})).rows.filter(({ deliveredAt }) => deliveredAt !== null).length, { timeout: 60_000 })
      .toBe(8);
    expect(slow.mostHeld()).toBe(1);
  });

  test("R39 a worker that is killed in its turn keeps it for 30 seconds at most, and another goes on", async () => {
    const { url, received } = await aReceiver(204);
    const { staff, tenant, pair } = await prepare(url);
    await enableForTenant(staff, pair);
    await asOwner(["webhook"], (owner) => owner.query("UPDATE webhook SET busy_until = now() + interval '3 seconds' WHERE tenant_id = $1", [tenant.id]));
    const { logged } = await aWorker();
    await expect.poll(() => received.length, patience).toBe(1);
    expect(logged()).toContain("deliver-webhooks");
  });

  test("R39 what is rolled back is told to nobody, and a webhook that is not reached holds nothing up", async () => {
    const { staff, admin, pair } = await prepare("http://127.0.0.1:9/nobody-listens");
    await aWorker();
    const undone = asScope({ role: "staff" }, async (tx) => {
      await enableWithin(tx, staff, pair);
      throw new Error("taken back");
    });
    await expect(undone).rejects.toThrow("taken back");
    expect((await findDeliveries(admin, {})).rows).toEqual([]);
    await enableForTenant(staff, pair);
    await disableForTenant(staff, pair);
    await expect
      .poll(async () => (await findDeliveries(admin, {})).rows.map(({ lastError }) => lastError), patience)
      .toEqual(Array(2).fill("Nothing listens there: the connection was refused."));
  });
});

test("R39 this computer is not connected to where Gatehouse is for others, by number or by name", async () => {
  const letter = { headers: {}, body: "{}" };
  const { url, received } = await aReceiver(200);
  await expect(postWebhook({ ...letter, url }, { isLocal: false })).rejects.toThrow("private network");
  await expect(postWebhook({ ...letter, url: url.replace("127.0.0.1", "localhost") }, { isLocal: false })).rejects.toThrow("private network");
  expect(received).toEqual([]);
  expect(await postWebhook({ ...letter, url: url.replace("127.0.0.1", "localhost") }, { isLocal: true })).toBe(200);
});

test("R39 an answer that changes the protocol, and none at all, are failures, and hold no place of the worker", async () => {
  for (const answer of ["HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: anything\r\n\r\n", ""]) {
    const server = createTcpServer((socket) => socket.once("data", () => socket.end(answer)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await expect(postWebhook({ url, headers: {}, body: "{}" }, { isLocal: true })).rejects.toThrow("The connection was closed before an answer came.");
  }
});

test("R39 a name is connected to at the address that was checked, and not at all when one of its addresses is private", async () => {
  const resolve = (isAllowed: (address: string) => boolean, all: boolean) =>
    new Promise((done) => onlyTo(isAllowed)("localhost", { all }, (error, found, family) => done(error?.message ?? [found, family])));
  for (const all of [true, false]) {
    expect(await resolve(isPublicAddress, all)).toBe("The name leads to a private network.");
    expect(JSON.stringify(await resolve(isLoopbackAddress, all))).toMatch(/127\.0\.0\.1|::1/);
  }
});
