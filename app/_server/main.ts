import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { clientAddress } from "#lib/client-address";
import { env, listenHost } from "#lib/env";
import { refusalOf } from "./refuse-request.ts";

// The setup app's process: Next behind what must hold for every answer, those that Next makes by itself included.
const { SETUP_APP_PORT, SETUP_APP_URL, TRUSTED_PROXY_COUNT } = env();
const isHttps = SETUP_APP_URL.startsWith("https:");

// Next adds listeners of its own to the server it is given, which would answer upgrades past ours. It is given one that never listens.
const app = next({ dev: false, hostname: "localhost", port: SETUP_APP_PORT, httpServer: createServer() });
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
  setHeaders(response);
  const refusal = refusalOf(request, SETUP_APP_URL);
  if (refusal) return refuse(request, response, refusal);
  markRequest(request);
  handle(request, response).catch(() => {
    if (!response.headersSent) response.writeHead(500).end("Something went wrong.");
  });
});
server.on("clientError", (_error, socket) => {
  if (socket.writable)
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: same-origin\r\n\r\n");
});
server.listen({ port: SETUP_APP_PORT, host: listenHost(SETUP_APP_URL) }, () => process.send?.("ready"));

function setHeaders(response: ServerResponse): void {
  response.setHeader("X-Content-Type-Options", "nosniff");
  // Not no-referrer: with that, forms would be sent without an Origin.
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  if (isHttps) response.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

/** What the pages know of where a request came from; what a client claims of it is overwritten. */
function markRequest(request: IncomingMessage): void {
  const address = clientAddress(request.socket.remoteAddress, request.headers["x-forwarded-for"], TRUSTED_PROXY_COUNT);
  request.headers["x-gatehouse-address"] = address ?? "";
  request.headers["x-gatehouse-request"] = randomUUID();
  request.headers["x-forwarded-for"] = address ?? "";
  request.headers["x-forwarded-proto"] = isHttps ? "https" : "http";
  request.headers["x-forwarded-host"] = new URL(SETUP_APP_URL).host;
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: { status: number; text: string }): void {
  // Reading on would let somebody send without end.
  response.writeHead(refusal.status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", Connection: "close" });
  response.end(`${refusal.text}\n`, () => request.destroy());
}

let isStopping = false;
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    if (isStopping) return;
    isStopping = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 5000).unref();
  });
}
