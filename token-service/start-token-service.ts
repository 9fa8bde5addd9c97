import { createServer, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { listenHost } from "#lib/env";
import type { Logger } from "#lib/log";
import { openDatabase } from "./database.ts";
import { noteFacts } from "./facts/note-facts.ts";
import { tokenLog } from "./facts/token-log.ts";
import { tokenExchange } from "./grants/token-exchange.ts";
import { health } from "./health.ts";
import { ownHost } from "./hosts/own-host.ts";
import { tenantHosts } from "./hosts/tenant-hosts.ts";
import { digestAt, type TokenHost } from "./hosts/token-host.ts";
import { failedAuthentications } from "./limits/failed-authentications.ts";
import { type Allowances, allowances, createLimits } from "./limits/limits.ts";
import { metadata } from "./metadata.ts";
import { decision } from "./prompts/decisions.ts";
import { deviceAuthorization } from "./prompts/device-authorization.ts";
import { createProvider } from "./provider.ts";
import { answers } from "./requests/answers.ts";
import { authorizationRequest } from "./requests/authorization-request.ts";
import { caller } from "./requests/caller.ts";
import { malformedSecret } from "./requests/malformed-secret.ts";
import { preflight } from "./requests/preflight.ts";
import { tokenRequest } from "./requests/token-request.ts";
import { routes } from "./routes.ts";
import { introspection } from "./tokens/introspection.ts";
import { jwks } from "./tokens/jwks.ts";
import { me } from "./tokens/me.ts";
import { revocation } from "./tokens/revocation.ts";
import { openSigningKeys } from "./tokens/signing-keys.ts";
import { userinfo } from "./tokens/userinfo.ts";

export type TokenServiceSettings = {
  databaseUrl: string;
  encryptionKey: string;
  port: number;
  /** Without one, the address that it listens on. */
  issuer?: string;
  /** How the hosts of tenants are called, if they have any. */
  tenantHost?: string | undefined;
  setupAppUrl: string;
  trustedProxyCount: number;
  allowances?: Allowances;
  log: Logger;
};
export type TokenService = { issuer: string; port: number; stop(): Promise<void> };

const PATIENCE_MS = 10_000;

/** Serves until stopped. @throws Error with a sentence when the port is taken. */
export async function startTokenService(settings: TokenServiceSettings): Promise<TokenService> {
  const { log } = settings;
  // Kept open longer than the minute for which load balancers reuse a connection.
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 });
  const database = openDatabase(settings.databaseUrl, log);
  const limits = createLimits(database, settings.allowances ?? allowances);
  const facts = noteFacts(database, log);
  const keys = await openSigningKeys(database, settings.encryptionKey, log);
  async function close(): Promise<void> {
    keys.stop();
    await facts.stop();
    await database.close();
  }
  // Nothing is waited for from here on: who connects before there is an answer would wait for ever.
  const port = await listen(server, settings.port, settings.issuer).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const issuer = settings.issuer ?? `http://localhost:${port}`;
  let isStopping = false;
  const { setupAppUrl, trustedProxyCount, encryptionKey } = settings;
  const isProxied = trustedProxyCount > 0;
  // It remembers who was right a moment ago, at whichever host.
  const authentications = failedAuthentications(limits);
  const stepsAt = (host: TokenHost) => [
    tokenLog(log),
    facts.step,
    answers(host.issuer, log),
    caller(trustedProxyCount),
    ownHost(host.issuer),
    routes,
    health(database, () => isStopping),
    jwks(keys),
    metadata(host.issuer, database),
    me({ ...host, database, keys }),
    userinfo({ ...host, database, keys }),
    preflight,
    authorizationRequest,
    decision(database),
    tokenRequest,
    authentications,
    malformedSecret(host.issuer),
    tokenExchange(database, digestAt(host)),
    deviceAuthorization(setupAppUrl),
    revocation(database, digestAt(host)),
    introspection({ ...host, database, keys }),
  ];
  const answer = tenantHosts({
    issuer,
    tenantHost: settings.tenantHost,
    isProxied,
    database,
    keys,
    make(host, own) {
      const provider = createProvider({ host, setupAppUrl, database, encryptionKey, keys: own, limits });
      provider.proxy = isProxied;
      provider.maxIpsCount = trustedProxyCount;
      for (const step of stepsAt(host)) provider.use(step);
      return provider.callback();
    },
  });
  server.on("request", (request, response) => {
    // Koa reads the path from it, also where it writes the log.
    if (!request.url?.startsWith("/")) return refuseBrokenRequest({ name: "", message: "" }, request.socket);
    // Who has one open asks elsewhere the next time.
    if (isStopping) response.setHeader("Connection", "close");
    void answer(request, response);
  });
  server.on("clientError", refuseBrokenRequest);

  return {
    issuer,
    port,
    async stop() {
      isStopping = true;
      await finish(server);
      await close();
    },
  };
}

function listen(server: Server, port: number, issuer = "http://localhost"): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(isTaken ? new Error(`Port ${port} is taken. Stop what uses it, or set TOKEN_SERVICE_PORT.`) : error);
    });
    server.listen({ port, host: listenHost(issuer) }, () => resolve((server.address() as AddressInfo).port));
  });
}

const brokenStatus: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
};

// What Node itself refuses gets no further than here, and gets the same headers.
function refuseBrokenRequest({ code = "" }: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return;
  socket.end(
    `HTTP/1.1 ${brokenStatus[code] ?? "400 Bad Request"}\r\nConnection: close\r\nContent-Length: 0\r\nCache-Control: no-store\r\n` +
      "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\r\n",
  );
}

/** Takes nothing new and lets what has begun end. */
async function finish(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  const last = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(last);
}
