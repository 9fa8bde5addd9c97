import { Agent, createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { env } from "#lib/env";
import { freePort, isReady, run } from "./test-process.ts";
import { basic, makeClient, makeTenant, readAsTokenService, startService, type TestClient } from "./test-world.ts";

/** Sends half a body, does something, and sends the rest. */
function sendSlowly(port: number, headers: Record<string, string>, [head, rest]: [string, string], meanwhile: () => void) {
  return new Promise<number | undefined>((resolve, reject) => {
    const answer = request({ port, path: "/v1/oauth/token", method: "POST", headers }, (response) => resolve(response.resume().statusCode));
    answer.on("error", reject);
    answer.write(head);
    setTimeout(meanwhile, 300);
    setTimeout(() => answer.end(rest), 800);
  });
}

/** One token request on a connection that stays open. */
function ask(agent: Agent, port: number, client: TestClient) {
  return new Promise<number>((resolve, reject) => {
    const headers = { authorization: basic(client), "content-type": "application/x-www-form-urlencoded" };
    const asked = request({ agent, port, path: "/v1/oauth/token", method: "POST", headers }, (response) => {
      response
        .resume()
        .on("end", () => resolve(response.statusCode ?? 0))
        .on("error", reject);
    });
    asked.on("error", reject).end("grant_type=client_credentials");
  });
}

test("R48 the process serves, with a login of its own or with the shared one, and on SIGTERM lets what it began end", { timeout: 60_000 }, async () => {
  const client = await makeClient(await makeTenant());
  const logins: Record<string, string>[] = [{ TOKEN_SERVICE_DATABASE_URL: env().TOKEN_SERVICE_DATABASE_URL ?? "" }, { DATABASE_URL: env().DATABASE_URL ?? "" }];
  for (const login of logins) {
    const port = await freePort();
    const service = run({ ...login, TOKEN_SERVICE_PORT: `${port}` });
    await isReady(service.process);

    const headers = { authorization: basic(client), "content-type": "application/x-www-form-urlencoded" };
    const answer = await sendSlowly(port, headers, ["grant_type=", "client_credentials"], () => service.process.kill("SIGTERM"));
    expect(answer).toBe(200);
    expect(await service.ended).toBe(0);
    for (const line of service.said().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(service.said()).not.toContain(client.secret);
  }
});

test("R48 stopped under load, it ends well, and every token that it has made has reached who asked for it", { timeout: 60_000 }, async () => {
  const client = await makeClient(await makeTenant());
  const port = await freePort();
  const service = run({ TOKEN_SERVICE_DATABASE_URL: env().TOKEN_SERVICE_DATABASE_URL ?? "", TOKEN_SERVICE_PORT: `${port}` });
  await isReady(service.process);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const statuses: number[] = [];
  let isUp = true;
  const keepAsking = async () => {
    while (isUp)
      await ask(agent, port, client).then(
        (status) => statuses.push(status),
        () => (isUp = false),
      );
  };
  const asking = Array.from({ length: 10 }, keepAsking);
  await expect.poll(() => statuses.length, { timeout: 20_000 }).toBeGreaterThan(50);
  service.process.kill("SIGTERM");
  expect(await service.ended).toBe(0);
  await Promise.all(asking);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  const made = await readAsTokenService("select from oidc_artifact where kind = 'ClientCredentials' and client_id = $1", [client.clientId]);
  expect(made).toHaveLength(statuses.length);
});

test("while it is being stopped, it says that it is not ready, and closes what was open", async () => {
  const service = await startService();
  const socket = connect(service.port, "localhost");
  let answer = "";
  const closed = new Promise<void>((resolve) => socket.on("data", (chunk) => (answer += chunk)).on("close", () => resolve()));
  socket.write("GET /ready HTTP/1.1\r\nHost: x\r\n");
  await expect.poll(async () => (await fetch(`${service.issuer}/ready`, { headers: { connection: "close" } })).status).toBe(200);
  const stopped = service.stop();
  socket.write("\r\n");
  await closed;
  await stopped;
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  expect(answer).toContain("It is being stopped.");
  expect(answer.toLowerCase()).toContain("connection: close");
});

test("a taken port is one sentence, and so is a missing address of the database", { timeout: 60_000 }, async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const taken = run({ DATABASE_URL: env().DATABASE_URL ?? "", TOKEN_SERVICE_PORT: `${port}` });
  const nowhere = run({ TOKEN_SERVICE_PORT: `${port}` });
  expect([await taken.ended, await nowhere.ended]).toEqual([1, 1]);
  expect(JSON.parse(taken.said()).msg).toBe(`Port ${port} is taken. Stop what uses it, or set TOKEN_SERVICE_PORT.`);
  expect(JSON.parse(nowhere.said()).msg).toContain("DATABASE_URL must be set");
});
