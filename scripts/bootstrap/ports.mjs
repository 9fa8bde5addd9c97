import { createServer } from "node:net";
import { Problem } from "./problem.mjs";

/** Which ports the setup app and the token service take, each free. */
export async function assertPortsFree(settings) {
  const names = ["SETUP_APP_PORT", "TOKEN_SERVICE_PORT"];
  for (const name of names) await assertPortFree(name, settings[name]);
  if (Number(settings.SETUP_APP_PORT) === Number(settings.TOKEN_SERVICE_PORT)) {
    throw new Problem(`SETUP_APP_PORT and TOKEN_SERVICE_PORT are both ${settings.SETUP_APP_PORT}: set one of them to another port.`);
  }
}

export async function assertPortFree(name, value) {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`${name} must be a number from 1 to 65535, not "${value}".`);
  }
  // A server on 127.0.0.1 alone does not always keep others off the port.
  for (const host of [undefined, "127.0.0.1"]) {
    const error = await tryListening(port, host);
    if (error?.code === "EACCES") throw new Problem(`Port ${port} needs more rights than this account has: set ${name} to a port above 1023.`);
    if (error) throw new Problem(`Port ${port} is taken by another program: stop that, or set ${name} to a free port.`);
  }
}

export async function findFreePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function tryListening(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
