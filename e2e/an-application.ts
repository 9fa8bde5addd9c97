import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An application on this computer: where it is answered, and what it was told there. */
export async function anApplication() {
  const server = createServer((_request, response) => response.setHeader("Content-Type", "text/html").end("<title>The application</title>"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { redirectUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cb`, close: () => server.close() };
}
