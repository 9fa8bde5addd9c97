import { createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { assertPortFree, assertPortsFree, findFreePort } from "./ports.mjs";

test("a free port is fine", async () => {
  await assertPortFree("SETUP_APP_PORT", String(await findFreePort()));
});

test.each([undefined, "127.0.0.1"])("a port taken on %s is named with the variable that changes it", async (host) => {
  const port = await findFreePort();
  const server = await listen(port, host);
  const expected = `Port ${port} is taken by another program: stop that, or set SETUP_APP_PORT to a free port.`;
  await expect(assertPortFree("SETUP_APP_PORT", String(port))).rejects.toThrow(expected);
  server.close();
});

test.each(["abc", "0", "65536", "30.5", ""])("%j is no port", async (value) => {
  await expect(assertPortFree("SETUP_APP_PORT", value)).rejects.toThrow("SETUP_APP_PORT must be a number from 1 to 65535");
});

test("the two ports must differ", async () => {
  const port = String(await findFreePort());
  await expect(assertPortsFree({ SETUP_APP_PORT: port, TOKEN_SERVICE_PORT: port })).rejects.toThrow(`are both ${port}`);
});

function listen(port: number, host?: string) {
  return new Promise<Server>((resolve) => {
    const server = createServer().listen({ port, host }, () => resolve(server));
  });
}
