import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The floor: reads a form, answers JSON, and asks nobody. */
const server = createServer(async (request, response) => {
  await text(request);
  const body = JSON.stringify({ access_token: randomBytes(32).toString("base64url"), expires_in: 3600, token_type: "Bearer" });
  response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" }).end(body);
});
server.listen(0, "127.0.0.1", () => process.send?.({ ready: { port: (server.address() as AddressInfo).port, refreshTokens: [] } }));
process.once("disconnect", () => process.exit(0));
