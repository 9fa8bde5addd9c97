import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { env } from "#lib/env";
import { freePort, isReady, run } from "./test-process.ts";
import { basic, makeClient, makeTenant } from "./test-world.ts";

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
