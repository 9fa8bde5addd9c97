import { env } from "#lib/env";
import { createLog } from "#lib/log";
import { noticesToLog } from "./notices-to-log.ts";

const log = createLog("token-service", "info");

try {
  const settings = env();
  log.level = settings.LOG_LEVEL;
  const databaseUrl = settings.TOKEN_SERVICE_DATABASE_URL;
  noticesToLog(log);
  const { startTokenService } = await import("./start-token-service.ts");
  if (!databaseUrl) throw new Error("TOKEN_SERVICE_DATABASE_URL or DATABASE_URL must be set.");
  const service = await startTokenService({
    databaseUrl,
    encryptionKey: settings.ENCRYPTION_KEY,
    port: settings.TOKEN_SERVICE_PORT,
    issuer: settings.TOKEN_SERVICE_URL,
    tenantHost: settings.TENANT_HOST,
    setupAppUrl: settings.SETUP_APP_URL,
    trustedProxyCount: settings.TRUSTED_PROXY_COUNT,
    log,
  });
  log.info({ issuer: service.issuer, port: service.port }, "the token service is running");
  process.send?.("ready");

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await service.stop();
    process.exit(0);
  };
  // "disconnect": whoever started this process is gone.
  for (const event of ["SIGTERM", "SIGINT", "disconnect"]) process.once(event, stop);
} catch (error) {
  log.fatal(error instanceof Error ? error.message : "the token service could not start");
  process.exit(1);
}
